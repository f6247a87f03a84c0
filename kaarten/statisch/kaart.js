// The map beside the answer, with its controls: holds what is chosen and keeps map, list, table, form
// and answer together. Without the drawing (no files, no Leaflet) the list and the table still work.
import { datumLang, maak } from "./dom.js";
import { gegevensOp } from "./gegevens.js";
import { Kaartblad } from "./kaartblad.js";
import { leesLink, schrijfLink } from "./link.js";
import { Lijst } from "./lijst.js";
import { zoekOpnieuw, zoekPunt } from "./zoek.js";

const vak = document.getElementById("kaart");
const peildatum = document.getElementById("peildatum");
const antwoord = document.getElementById("antwoord");
const vandaag = document.getElementById("zoek").dataset.vandaag;
const SECTOREN = { PO: "Basisonderwijs", VO: "Voortgezet onderwijs" };
const GEEN_KAART = "De kaart is er nu niet. De lijst en de tabel hieronder werken wel.";
const NOG_GEEN = "Op deze dag waren er nog geen samenwerkingsverbanden: de regeling ging in op 1 januari 2013.";
const VERNIEUWD = "De gegevens zijn vernieuwd. Laad de pagina opnieuw.";

// `datum` is the day of what is shown, which the field is ahead of while data is on its way.
const staat = { sector: "PO", datum: "", gegevens: null, codes: [], blad: null, beurt: 0, vanaf: null };
let lijst = null;

// -- the panel ------------------------------------------------------------------------------------

const doek = maak("div", {
  class: "doek",
  id: "doek",
  role: "region",
  "aria-label": "Kaart van de samenwerkingsverbanden",
  "aria-describedby": "kaart-hulp",
});
const bericht = maak("p", { class: "kaartbericht", role: "status" });
const schets = maak("p", { class: "schetsmerk", hidden: true }, "Schets");
const vermelding = maak("p", { class: "vermelding klein" });
const regeling = maak("p", { class: "regeling klein" });
const terug = maak("button", { type: "button", hidden: true, click: naarLijst }, "Terug naar de lijst");
const linkveld = maak("input", { id: "link", type: "text", readonly: true, "aria-label": "Link naar dit kaartbeeld" });
const linkvak = maak("p", { class: "linkvak", hidden: true }, linkveld);

function bouw() {
  vak.setAttribute("aria-labelledby", "kaart-kop");
  vak.replaceChildren(
    maak("a", { class: "overslaan", href: "#lijst" }, "Sla de kaart over"),
    maak("div", { class: "kaartbalk" }, maak("h2", { id: "kaart-kop" }, "Of wijs het aan op de kaart"), sectorkeuze()),
    maak("p", { class: "hulp", id: "kaart-hulp" }, "Klik of tik op de plek. Met toetsen: pijltjes, + en −, en Enter voor het midden van de kaart."),
    maak("div", { class: "doekvak" }, doek, maak("span", { class: "richtkruis", "aria-hidden": "true" }), schets),
    bericht,
    terug,
    legenda(),
    vermelding,
    regeling,
    maak(
      "div",
      { class: "kaartknoppen" },
      maak("button", { type: "button", click: kopieer }, "Kopieer link"),
      maak("button", { type: "button", click: () => window.print() }, "Druk af"),
    ),
    linkvak,
    arcering(),
  );
}

function sectorkeuze() {
  const keuzes = Object.entries(SECTOREN).map(([code, naam]) =>
    maak(
      "label",
      {},
      maak("input", { type: "radio", name: "kaartsector", value: code, checked: code === staat.sector, change: () => zetSector(code) }),
      ` ${naam} `,
      maak("span", { class: "afkorting" }, code),
    ),
  );
  return maak("fieldset", { class: "sectoren" }, maak("legend", { class: "onzichtbaar" }, "Kaart, lijst en tabel voor"), ...keuzes);
}

function legenda() {
  const regel = (klasse, tekst) => maak("li", {}, maak("span", { class: `staal ${klasse}`, "aria-hidden": "true" }), tekst);
  const vink = (naam, tekst, aan, doe) =>
    maak("label", {}, maak("input", { type: "checkbox", id: `laag-${naam}`, checked: aan, change: (g) => doe(g.target.checked) }), ` ${tekst}`);
  const laag = (naam, tekst, aan = false) => vink(naam, tekst, aan, (staatAan) => staat.blad?.schakel(naam, staatAan));
  const breed = window.matchMedia("(min-width: 62rem)").matches;
  return maak(
    "details",
    { class: "legenda", open: breed },
    maak("summary", {}, "Legenda en lagen"),
    maak(
      "ul",
      { "aria-label": "Legenda" },
      regel("s-po", "gekozen verband basisonderwijs"),
      regel("s-vo", "gekozen verband voortgezet onderwijs"),
      regel("s-eigen", "gemeente van uw vraag"),
      regel("s-verdeeld", "gemeente met meer dan één verband"),
      regel("s-onzeker", "niet zeker"),
    ),
    maak(
      "fieldset",
      { class: "lagen" },
      maak("legend", {}, "Ook op de kaart"),
      laag("verdeeld", "Verdeelde gemeenten", true),
      laag("gemeenten", "Gemeentegrenzen"),
      laag("jeugdregio", "Jeugdregio’s"),
      vink("achtergrond", "Achtergrondkaart van PDOK (internet)", false, zetAchtergrond),
    ),
  );
}

// The hatching is a pattern in the document: the drawing refers to it by name.
function arcering() {
  const SVG = "http://www.w3.org/2000/svg";
  const deel = (naam, kenmerken, ...inhoud) => {
    const element = document.createElementNS(SVG, naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) element.setAttribute(sleutel, waarde);
    element.append(...inhoud);
    return element;
  };
  const streep = deel("path", { d: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", class: "streep" });
  const patroon = deel("pattern", { id: "arcering", width: "8", height: "8", patternUnits: "userSpaceOnUse" }, streep);
  return deel("svg", { width: "0", height: "0", class: "patronen", "aria-hidden": "true", focusable: "false" }, deel("defs", {}, patroon));
}

// -- what is chosen -------------------------------------------------------------------------------

function zeg(tekst) {
  bericht.textContent = tekst;
}

const dag = () => datumLang(staat.datum || vandaag);
const opDezeDag = () => (staat.gegevens[staat.sector].length ? `Kaart, lijst en tabel op ${dag()}.` : NOG_GEEN);
const rijVan = (code) => staat.gegevens?.[code.slice(0, 2)]?.find((rij) => rij.code === code);

function toonAlles() {
  const { gegevens, sector } = staat;
  const vraag = new URLSearchParams({ sector, peildatum: staat.datum });
  lijst.toon(gegevens[sector], sector, dag(), `/overzicht?${vraag}`);
  lijst.markeer(staat.codes);
  schets.hidden = gegevens.bron !== "schets";
  bronregel();
  regeling.textContent = gegevens.regeling ?? "";
  return staat.blad?.toon(gegevens, sector);
}

function bronregel(extra = "") {
  const { bron, vermelding: bij, nauwkeurigheid } = staat.gegevens;
  const ruimte = `Een grens kan hier zo’n ${nauwkeurigheid} meter van de werkelijkheid afwijken.`;
  vermelding.textContent = bron ? `Bron: ${bij.replace(/\.$/, "")}. ${ruimte}${extra}` : "";
}

function zetSector(sector) {
  staat.sector = sector;
  if (!staat.gegevens) return;
  toonAlles();
  const aantal = staat.gegevens[sector].length;
  zeg(`${SECTOREN[sector]}: ${aantal} samenwerkingsverbanden op ${dag()}.`);
}

// Of several dates at once the last one counts, however late the data of another one comes.
async function zetDatum() {
  if (peildatum.validity.badInput) return;
  const beurt = ++staat.beurt;
  const datum = peildatum.value;
  try {
    const gegevens = await gegevensOp(vak.dataset.kaart, datum);
    if (beurt !== staat.beurt) return;
    Object.assign(staat, { gegevens, datum });
  } catch (fout) {
    if (beurt !== staat.beurt) return;
    await toonAlles();
    const tekst = `De gegevens van ${datumLang(datum || vandaag)} zijn niet op te halen. U ziet nog ${dag()}.`;
    return zeg(fout.message === "404" ? VERNIEUWD : tekst);
  }
  await toonAlles();
  zeg(opDezeDag());
}

// An answer on the page moves to the new day too; on a day that cannot be its outlines go.
function anderePeildatum() {
  if (peildatum.validity.valid) zoekOpnieuw();
  else toonOmtrek({});
  return zetDatum();
}

function toonOmtrek({ codes = [], ...meer }, opties) {
  staat.codes = codes;
  lijst.markeer(codes);
  return staat.blad?.kies({ codes, ...meer }, opties);
}

// A choice from the list or the table, by the button `vanaf`.
async function kies(code, vanaf) {
  const rij = rijVan(code);
  const kop = antwoord.querySelector("h2");
  const eigen = antwoord.querySelector("[data-swv]") ? ` Het antwoord op de pagina gaat over uw vraag: ${kop.textContent}.` : "";
  staat.vanaf = vanaf;
  terug.hidden = false;
  doek.scrollIntoView();
  await toonOmtrek({ codes: [code] });
  zeg(`${rij.naam ? `${rij.naam} (${code})` : code}: ${rij.gemeenten.join(", ")}.${eigen}`);
}

function naarLijst() {
  const plek = staat.vanaf.isConnected ? staat.vanaf : document.getElementById("lijst-kop");
  plek.focus();
  terug.hidden = true;
}

// The answer that stands on the page: outline its SWVs and bring them into view, unless it is the same
// question on another day (`opnieuw`).
async function volgAntwoord({ punt = null, opnieuw = false }) {
  const delen = [...antwoord.querySelectorAll("[data-swv]")];
  const codes = (naam) => [...new Set(delen.flatMap((deel) => deel.dataset[naam].split(" ").filter(Boolean)))];
  terug.hidden = true;
  await toonOmtrek({ codes: codes("swv"), gemeenten: codes("gemeente"), punt: delen.length ? punt : null }, { zoom: !opnieuw });
  const kop = antwoord.querySelector("h2");
  if (opnieuw) return;
  zeg(delen.length ? `Op de kaart: ${kop.textContent}${staat.codes.length ? `, met ${staat.codes.join(", ")}` : ""}.` : opDezeDag());
}

function zetAchtergrond(aan) {
  staat.blad?.achtergrond(aan, () => zeg("De achtergrondkaart is niet bereikbaar. De kaart zelf werkt ook zonder."));
  bronregel(aan ? " Achtergrond: Kaartgegevens © Kadaster." : "");
}

// -- the link -------------------------------------------------------------------------------------

async function kopieer() {
  const { sector, codes, blad } = staat;
  linkveld.value = schrijfLink({ sector, datum: staat.datum, gekozen: codes, ...blad?.beeld });
  linkvak.hidden = false;
  try {
    await navigator.clipboard.writeText(linkveld.value);
    zeg("De link naar dit kaartbeeld is gekopieerd. Er staat geen adres in.");
  } catch {
    linkveld.select();
    zeg("Kopieer de link uit het veld onder de kaart. Er staat geen adres in.");
  }
}

async function openLink() {
  const { sector, datum, gekozen, beeld } = leesLink(window.location.hash);
  if (!sector && !datum && !gekozen.length && !beeld) return false;
  const anders = datum && datum !== peildatum.value;
  if (datum) {
    peildatum.value = datum;
    peildatum.closest("details").open = true;
  }
  if (sector) {
    staat.sector = sector;
    vak.querySelector(`[name=kaartsector][value=${sector}]`).checked = true;
  }
  await (anders ? anderePeildatum() : zetDatum());
  const codes = gekozen.filter(rijVan);
  const gemeenten = gekozen.filter((code) => staat.gegevens.gemeenten.has(code));
  await toonOmtrek({ codes, gemeenten }, { zoom: !beeld });
  if (codes.length + gemeenten.length < gekozen.length) zeg(`Niet elk gebied uit de link bestaat op ${dag()}.`);
  if (beeld) staat.blad?.naar(beeld);
  return true;
}

// -- begin ----------------------------------------------------------------------------------------

async function maakBlad() {
  await Promise.all([import("./leveranciers/leaflet/leaflet.js"), import("./leveranciers/topojson-client/topojson-client.min.js")]);
  return new Kaartblad(window.L, window.topojson, doek, {
    opPlek: zoekPunt,
    opBeeld: () => (linkvak.hidden = true),
    opStoring: () => zeg("De grenzen zijn niet op te halen. De lijst en de tabel hieronder werken wel."),
  });
}

// Without the data there is no map and no list; the link to the table stays where it was.
function geenGegevens(tekst) {
  vak.removeAttribute("aria-labelledby");
  vak.replaceChildren(maak("p", { class: "storing", role: "status" }, tekst, " ", maak("a", { href: "/overzicht" }, "Alle samenwerkingsverbanden in een tabel")));
}

// On paper nothing can be opened any more: a legend that was closed is open there and closed again after.
function klapUit(aan) {
  const wat = aan ? ".legenda:not([open])" : "details[data-papier]";
  for (const uitklap of document.querySelectorAll(wat)) {
    uitklap.open = aan;
    uitklap.toggleAttribute("data-papier", aan);
  }
}

async function begin() {
  bouw();
  const blad = maakBlad().catch(() => null);
  try {
    staat.datum = peildatum.value;
    staat.gegevens = await gegevensOp(vak.dataset.kaart, staat.datum);
  } catch (fout) {
    return geenGegevens(fout.message === "404" ? VERNIEUWD : "De kaart en de lijst zijn er nu niet. Zoeken werkt wel.");
  }
  lijst = new Lijst(document.getElementById("lijst"), kies);
  staat.blad = staat.gegevens.bron ? await blad : null;
  if (!staat.blad) {
    doek.closest(".doekvak").hidden = true;
    zeg(GEEN_KAART);
  }
  if (!(await openLink())) await toonAlles();
  if (antwoord.querySelector("[data-swv]")) await volgAntwoord({});
  peildatum.addEventListener("change", anderePeildatum);
  antwoord.addEventListener("antwoord", ({ detail }) => volgAntwoord(detail));
  window.addEventListener("hashchange", openLink);
  // On paper the drawing gets a size of its own before it is printed, and its old one after.
  for (const [soort, aan] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(soort, () => {
      vak.classList.toggle("op-papier", aan);
      staat.blad?.pasAan();
      klapUit(aan);
    });
  }
  vak.dataset.klaar = "ja";
  performance.mark("kaart-klaar");
}

begin();
