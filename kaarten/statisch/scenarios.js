// The page of one scenario with scripts: a map to point on, and what a move would do at once. Without this
// file everything is there as forms and a picture.
import { maak } from "./dom.js";
import { gegevensOp, haal } from "./gegevens.js";
import { bijBewaren } from "./scenariobewaar.js";
import { Scenarioblad, wissel } from "./scenariosblad.js";
import { Zetformulier } from "./scenariozet.js";

const vak = document.getElementById("kaart");
const doekvak = vak.querySelector(".doekvak");
const bericht = document.getElementById("kaartbericht");
const aangewezen = document.getElementById("aangewezen");
const lijst = document.getElementById("kaartlijst");
const bron = document.getElementById("kaartbron");
const formulier = document.getElementById("zet");
const proef = document.getElementById("proef");
const lagen = [...document.querySelectorAll("[name=kaartlaag]")];
const staat = { blad: null, zet: null, scenario: null, beurt: 0, open: false, plek: null, gekozen: "" };
const GEEN_KAART = "De kaart is er nu niet. Het formulier en de tabellen werken wel.";
const GEEN_PLEK = "Dit is nu niet op te zoeken. Probeer het zo opnieuw.";
const UITGELOGD = "U bent niet meer ingelogd. Log opnieuw in; wat u invulde blijft staan.";
const GEEN_PROEF = "De gevolgen zijn nu niet te berekenen. Wat u invulde blijft staan.";

const zeg = (tekst) => (bericht.textContent = tekst);
const laag = () => lagen.find(({ checked }) => checked).value;

// -- what a move would do -------------------------------------------------------------------------

// Ask what a move would do; of several at once only the last answer counts.
async function probeer(velden, keer = 0) {
  const beurt = ++staat.beurt;
  proef.setAttribute("aria-busy", "true");
  let antwoord = null;
  let html = "";
  try {
    antwoord = await fetch(formulier.dataset.proef + window.location.search, { method: "POST", headers: { "X-Fragment": "1" }, body: velden });
    html = await antwoord.text();
  } catch {
    antwoord = null;
  }
  if (beurt !== staat.beurt) return;
  if (antwoord === null || antwoord.status >= 500) return proefStoring(velden, keer, antwoord);
  proef.removeAttribute("aria-busy");
  if (antwoord.headers.get("content-type")?.startsWith("text/html")) toonProef(html);
  else proef.replaceChildren(maak("p", {}, GEEN_PROEF));
}

function proefStoring(velden, keer, antwoord) {
  proef.removeAttribute("aria-busy");
  proef.replaceChildren(maak("p", {}, GEEN_PROEF));
  const { beurt } = staat;
  const wacht = Number(antwoord?.headers.get("retry-after")) || 5;
  if (keer < 10) setTimeout(() => beurt === staat.beurt && probeer(velden, keer + 1), wacht * 1000);
}

// The part of a page that the server made, in which every name is escaped.
function toonProef(html) {
  staat.open = proef.querySelector("details")?.open ?? staat.open;
  proef.innerHTML = html;
  const cijfers = proef.querySelector("details");
  if (cijfers) cijfers.open = staat.open;
  merkFouten();
}

// A field that the server found a fault in says so itself.
function merkFouten() {
  for (const veld of formulier.querySelectorAll("[data-proeffout]")) {
    veld.removeAttribute("data-proeffout");
    veld.removeAttribute("aria-invalid");
  }
  for (const regel of proef.querySelectorAll("[data-veld]")) {
    const veld = regel.dataset.veld && formulier.elements.namedItem(regel.dataset.veld);
    if (!veld?.setAttribute) continue;
    veld.setAttribute("aria-invalid", "true");
    veld.dataset.proeffout = "";
  }
}

function geenProef() {
  staat.beurt++;
  proef.removeAttribute("aria-busy");
  proef.replaceChildren();
  merkFouten();
}

// -- the form -------------------------------------------------------------------------------------

function maakFormulier() {
  staat.zet = new Zetformulier(formulier, { opZet: probeer, opLeeg: geenProef, opKeuze: volgFormulier });
  const meldplek = maak("p", { class: "bewaarbericht", role: "status" });
  formulier.append(meldplek);
  // "Bekijk eerst de gevolgen" is at once what the page does by itself.
  formulier.addEventListener("submit", (gebeurtenis) => {
    if (!gebeurtenis.submitter?.hasAttribute("formaction")) return;
    gebeurtenis.preventDefault();
    staat.zet.stuur({ opnieuw: true });
    proef.tabIndex = -1;
    proef.focus();
  });
  bijBewaren(formulier, { opWacht: (...delen) => meldplek.replaceChildren(...delen), opKlaar: () => staat.zet.vergeet() });
}

// Forms that change a kept move, or go a version back: the same waiting when the database is away.
function maakKnoppen() {
  const doelen = ["ongedaan", "opnieuw", "wijzig", "schuif", "weg"].map((naam) => `form[action$="/${naam}"]`).join(", ");
  for (const een of document.querySelectorAll(doelen)) {
    const plek = maak("p", { class: "bewaarbericht", role: "status" });
    een.append(plek);
    bijBewaren(een, { opWacht: (...delen) => plek.replaceChildren(...delen), opKlaar: () => {} });
  }
}

// The map shows what the form is about: the layer of its sector, and the outlines of what is chosen.
function volgFormulier({ codes, gemeenten, sector }) {
  const gekozen = JSON.stringify([codes, gemeenten, sector]);
  if (!staat.blad || gekozen === staat.gekozen) return;
  staat.gekozen = gekozen;
  const keuze = sector && lagen.find(({ value }) => value === sector);
  if (keuze && !keuze.checked) {
    keuze.checked = true;
    toonLaag();
  }
  const punt = staat.plek && [staat.plek.lat, staat.plek.lon];
  staat.blad.kies({ codes, gemeenten, punt }, { zoom: !punt && codes.length + gemeenten.length > 0 });
}

// -- pointing at the map --------------------------------------------------------------------------

// What lies at a place in this scenario; of several at once only the last one counts.
async function wijsAan(lon, lat) {
  const plek = { lon, lat };
  staat.plek = plek;
  zeg("Even kijken wat daar ligt.");
  try {
    const antwoord = await fetch(vak.dataset.plek, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(plek) });
    const inhoud = antwoord.redirected ? { detail: UITGELOGD } : await antwoord.json();
    if (plek !== staat.plek) return;
    if (antwoord.ok && !antwoord.redirected) toonPlek(inhoud);
    else zeg(antwoord.status < 500 ? inhoud.detail : GEEN_PLEK);
  } catch {
    if (plek === staat.plek) zeg(GEEN_PLEK);
  }
}

function toonPlek(gevonden) {
  const { postcode, gemeente, samenwerkingsverbanden, grensNabij } = gevonden;
  const verbanden = samenwerkingsverbanden.map(({ code }) => code);
  const waar = [postcode && `postcode ${postcode}`, gemeente && `gemeente ${gemeente.tekst}`].filter(Boolean).join(", ");
  const zin = `U wees aan: ${waar || "een plek zonder postcode"}${verbanden.length ? `. In dit scenario in ${verbanden.join(" en ")}` : ""}.${grensNabij ? " Dit is dicht bij een grens." : ""}`;
  const keuzes = staat.zet ? keuzesBij(gevonden) : [];
  const knoppen = keuzes.map(({ tekst, doe }) => maak("button", { type: "button", click: () => (doe(), zeg(`${tekst}: ingevuld.`)) }, tekst));
  aangewezen.replaceChildren(maak("p", {}, "Vul met deze plek in:"), maak("div", { class: "kaartknoppen" }, ...knoppen));
  aangewezen.hidden = !knoppen.length;
  const eerste = keuzes.find(({ vanzelf }) => vanzelf);
  eerste?.doe();
  zeg(eerste ? `${zin} ${eerste.tekst}: ingevuld.` : zin);
  staat.blad.kies({ codes: verbanden, gemeenten: gemeente ? [gemeente.code] : [], punt: [staat.plek.lat, staat.plek.lon] }, { zoom: false });
}

// What a place can fill in for the kind of move that is chosen; the first that goes by itself does so.
function keuzesBij({ postcode, gemeente, samenwerkingsverbanden }) {
  const { zet } = staat;
  const sector = zet.waarde("sector");
  const verbanden = samenwerkingsverbanden.filter((een) => !sector || een.sector === sector);
  const naam = gemeente?.tekst;
  const uit = [];
  const metGrond = ["verplaats", "splits", "nieuw"].includes(zet.soort);
  if (metGrond && gemeente) uit.push({ tekst: `Gemeente ${gemeente.naam}`, vanzelf: zet.waarde("grond") === "gemeente", doe: () => kiesGrond("gemeente", naam) });
  if (metGrond && postcode) uit.push({ tekst: `Postcode ${postcode}`, vanzelf: zet.waarde("grond") === "postcodes", doe: () => kiesPostcode(postcode) });
  if (zet.soort === "herindeel" && naam) {
    uit.push({ tekst: `${gemeente.naam} gaat samen`, vanzelf: true, doe: () => zet.voegToe("van", naam) });
    uit.push({ tekst: `${gemeente.naam} wordt het`, doe: () => zet.vul("naar", naam) });
  }
  for (const { code, sector: van } of verbanden) {
    const metSector = (doe) => () => (kiesSector(van), doe());
    if (zet.soort === "voegsamen") uit.push({ tekst: `${code} gaat op`, vanzelf: Boolean(sector), doe: metSector(() => zet.voegToe("van", code)) });
    if (["splits", "hernoem"].includes(zet.soort)) uit.push({ tekst: `Verband ${code}`, vanzelf: Boolean(sector), doe: metSector(() => zet.vul("van", code)) });
    if (["verplaats", "voegsamen"].includes(zet.soort)) uit.push({ tekst: `Naar ${code}`, doe: metSector(() => zet.vul("naar", code)) });
  }
  return uit;
}

const kiesSector = (sector) => zetKeuze("sector", sector);

function zetKeuze(veld, waarde) {
  formulier.elements.namedItem(veld).value = waarde;
}

function kiesGrond(soort, waarde) {
  zetKeuze("grond", soort);
  staat.zet.vul(soort, waarde);
}

function kiesPostcode(postcode) {
  zetKeuze("grond", "postcodes");
  const al = staat.zet.waarde("postcodes").split(/[\s,;]+/).filter(Boolean);
  formulier.elements.namedItem("gemeente").value = "";
  if (!al.includes(postcode)) staat.zet.vul("postcodes", [...al, postcode].join(", "));
}

// -- the map --------------------------------------------------------------------------------------

function toonLaag() {
  const gekozen = laag();
  staat.blad?.toon(gekozen);
  toonLijst(gekozen);
}

// The ground that changes as a list that drives the map.
function toonLijst(gekozen) {
  const stukken = staat.blad?.kenmerken("grond", gekozen) ?? [];
  const regel = (kenmerk) => maak("li", {}, maak("button", { type: "button", class: "stuk", click: () => toonStuk(kenmerk) }, wissel(kenmerk.properties)));
  const leeg = staat.scenario.kenmerken.length ? "Op deze kaart verandert geen grond." : "Er verandert nog geen grond.";
  lijst.replaceChildren(stukken.length ? maak("ul", { class: "stukken", "aria-label": "Grond die verandert" }, ...stukken.map(regel)) : maak("p", { class: "klein" }, leeg));
}

function toonStuk(kenmerk) {
  staat.blad.naar(kenmerk);
  zeg(`Op de kaart: ${wissel(kenmerk.properties)}.`);
}

async function maakBlad() {
  staat.scenario = await haal(vak.dataset.kaart);
  if (!staat.scenario.bron) throw new Error("geen kaart");
  const [gegevens] = await Promise.all([gegevensOp(staat.scenario.achtergrond), import("./leveranciers/leaflet/leaflet.js"), import("./leveranciers/topojson-client/topojson-client.min.js")]);
  const doek = maak("div", { class: "doek", id: "doek", role: "region", "aria-label": "Kaart van het scenario", "aria-describedby": "kaart-hulp" });
  const kruis = maak("span", { class: "richtkruis", "aria-hidden": "true" });
  const schets = maak("p", { class: "schetsmerk", hidden: staat.scenario.bron !== "schets" }, "Schets");
  doekvak.replaceChildren(doek, kruis, schets);
  const { vermelding, nauwkeurigheid } = staat.scenario;
  bron.textContent = `Bron: ${vermelding.replace(/\.$/, "")}. Een grens kan hier zo’n ${nauwkeurigheid} meter van de werkelijkheid afwijken.`;
  return new Scenarioblad(window.L, window.topojson, doek, gegevens, staat.scenario, {
    opPlek: wijsAan,
    opStoring: () => zeg("De grenzen zijn niet op te halen. Het formulier en de tabellen werken wel."),
  });
}

// Without the drawing the picture that visitors without scripts get.
function alsPlaatje() {
  const plaatje = vak.querySelector("noscript")?.textContent ?? "";
  doekvak.replaceChildren(...new DOMParser().parseFromString(plaatje, "text/html").body.childNodes);
  for (const keuze of lagen) keuze.closest("fieldset").hidden = true;
  zeg(GEEN_KAART);
}

// Begin with a layer in which something changes.
function eersteLaag() {
  const eerste = staat.scenario.kenmerken[0]?.properties.laag;
  if (eerste) lagen.find(({ value }) => value === eerste).checked = true;
}

async function begin() {
  // What was just done: the address lost the place that it goes to when a script saved.
  if (!window.location.hash) document.querySelector("#gedaan:not([autofocus])")?.focus();
  if (formulier) maakFormulier();
  maakKnoppen();
  try {
    staat.blad = await maakBlad();
    eersteLaag();
    for (const keuze of lagen) keuze.addEventListener("change", toonLaag);
    await staat.blad.toon(laag());
    toonLijst(laag());
    staat.blad.naarAlles();
    if (staat.zet) volgFormulier(staat.zet.keuzes());
    for (const soort of ["beforeprint", "afterprint"]) window.addEventListener(soort, () => staat.blad.pasAan());
  } catch {
    alsPlaatje();
  }
  vak.dataset.klaar = "ja";
}

begin();
