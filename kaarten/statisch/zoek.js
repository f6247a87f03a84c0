// The search box: suggestions matched in the browser, and answers without loading the page again.
// What is typed goes nowhere but into the body of a POST; nothing is kept in a URL or in storage.

const formulier = document.getElementById("zoek");
const vraag = document.getElementById("vraag");
const peildatum = document.getElementById("peildatum");
const melding = document.getElementById("melding");
const antwoord = document.getElementById("antwoord");
const TITEL = "Welk samenwerkingsverband passend onderwijs?";
const MEESTE = 8;
const STORING = "Het zoeken is niet gelukt. Controleer uw verbinding en probeer het nog eens.";

// -- what is sent ---------------------------------------------------------------------------------

// What may stand before a postcode is part of the match: Safari before 16.4 knows no look-behind.
const PC6 = /(?:^|[^\p{L}\p{N}])(?:nl[ -]{0,2})?([1-9]\d{3})(?: ?[-_] ?| |\.)?([a-z]{2})(?!\p{L})/giu;
const PC4_NA_HUISNUMMER = /\d[^,]*,\s*([1-9]\d{3})\s+\p{L}[^\d,]*$/u;
const KOPPELWOORDEN = new Set(["de", "en", "in", "of", "op", "te"]);

// Two letters after a house number can be a word: "Dorpsstraat 1234 te Eelde".
function isKoppelwoord(gevonden, tekst) {
  const alleHoofdletters = !/\p{Ll}/u.test(tekst);
  if (!KOPPELWOORDEN.has(gevonden[2].toLowerCase())) return false;
  if (gevonden[2] === gevonden[2].toUpperCase() && !alleHoofdletters) return false;
  return /^(?: ?'| \p{L})/u.test(tekst.slice(gevonden.index + gevonden[0].length));
}

// The four digits of every postcode in a text; without one for certain the text itself.
export function teVersturen(tekst) {
  const kaal = tekst.normalize("NFKC").replace(/\s+/g, " ").trim();
  const pc6 = [...kaal.matchAll(PC6)].filter(
    (gevonden) => !/^s[ads]$/i.test(gevonden[2]) && !isKoppelwoord(gevonden, kaal),
  );
  if (pc6.length) return [...new Set(pc6.map((gevonden) => gevonden[1]))].join(", ");
  return PC4_NA_HUISNUMMER.exec(kaal)?.[1] ?? kaal;
}

// -- asking and showing ---------------------------------------------------------------------------

let lopend = null;
// The question that the answer on the page is about, to ask it again on another day.
let laatste = null;

function zoek(vraagtekst, datum) {
  laatste = { velden: { vraag: teVersturen(vraagtekst) }, punt: null };
  return stuur(datum, richtOpKop);
}

// The answer for a place on the map (degrees). The place goes into the body and nowhere else.
export function zoekPunt(lon, lat) {
  toonFouten({});
  vraag.value = "";
  laatste = { velden: { lon: lon.toFixed(6), lat: lat.toFixed(6) }, punt: [lat, lon] };
  return stuur(peildatum.value, brengInBeeld);
}

// The same question on the day that is now in the field; the focus stays where it is.
export function zoekOpnieuw() {
  if (!laatste && antwoord.querySelector("[data-swv]")) laatste = { velden: { vraag: teVersturen(vraag.value) }, punt: null };
  if (!laatste) return;
  toonFouten({});
  stuur(peildatum.value, () => {}, true);
}

async function stuur(datum, daarna, opnieuw = false) {
  const { velden, punt } = laatste;
  lopend?.abort();
  lopend = new AbortController();
  const { signal } = lopend;
  const traag = setTimeout(() => zeg("Bezig met zoeken…"), 500);
  antwoord.setAttribute("aria-busy", "true");
  try {
    const reactie = await fetch("/", {
      method: "POST",
      headers: { "X-Fragment": "1" },
      body: new URLSearchParams({ ...velden, peildatum: datum }),
      signal,
    });
    if (!reactie.headers.get("content-type")?.startsWith("text/html")) throw new Error(String(reactie.status));
    toon(await reactie.text(), reactie.status, daarna);
    antwoord.dispatchEvent(new CustomEvent("antwoord", { detail: { punt, opnieuw } }));
  } catch (fout) {
    if (signal.aborted) return;
    toonStoring(fout.message === "429" ? "Er zijn veel vragen tegelijk. Wacht een minuut en zoek dan opnieuw." : STORING);
  } finally {
    clearTimeout(traag);
    if (!signal.aborted) antwoord.removeAttribute("aria-busy");
  }
}

function toon(html, status, daarna) {
  const deel = document.createRange().createContextualFragment(html);
  if (status === 400) {
    const fouten = [...deel.querySelectorAll("[data-veld]")];
    antwoord.replaceChildren();
    document.title = `Fout: ${TITEL}`;
    if (fouten.some((fout) => fout.dataset.veld === "vraag")) laatste = null;
    toonFouten(Object.fromEntries(fouten.map((fout) => [fout.dataset.veld, fout.textContent])));
    return;
  }
  antwoord.replaceChildren(deel);
  const kop = antwoord.querySelector("h2");
  document.title = `${kop.textContent} – ${TITEL}`;
  zeg(kop.closest("[data-samenvatting]").dataset.samenvatting);
  daarna(kop);
}

// The focus alone would leave the answer half below the view, where it stands below the map.
function richtOpKop(kop) {
  kop.focus({ preventScroll: true });
  if (window.matchMedia("(min-width: 62rem)").matches) brengInBeeld(kop);
  else kop.scrollIntoView();
}

// After a click on the map the focus stays there; the answer comes into view where it is not.
function brengInBeeld(kop) {
  const { top, bottom } = kop.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) kop.scrollIntoView();
}

function toonStoring(tekst) {
  const alinea = document.createElement("p");
  alinea.className = "storing";
  alinea.textContent = tekst;
  antwoord.replaceChildren(alinea);
  document.title = TITEL;
  zeg(tekst);
}

function zeg(tekst) {
  melding.textContent = tekst;
}

// Faults per field, put beside it and tied to it; the first wrong field gets the focus.
function toonFouten(fouten) {
  for (const veld of [peildatum, vraag]) {
    const regel = document.getElementById(`${veld.id}-fout`);
    regel.textContent = fouten[veld.id] ?? "";
    regel.hidden = !fouten[veld.id];
    veld.setAttribute("aria-describedby", `${veld.id}-hulp${fouten[veld.id] ? ` ${veld.id}-fout` : ""}`);
    if (!fouten[veld.id]) {
      veld.removeAttribute("aria-invalid");
      continue;
    }
    veld.setAttribute("aria-invalid", "true");
    const uitklap = veld.closest("details");
    if (uitklap) uitklap.open = true;
    veld.focus();
  }
  zeg(Object.values(fouten).join(" "));
}

document.addEventListener("submit", (gebeurtenis) => {
  const bron = gebeurtenis.target;
  if (!bron.matches("[data-zoek]")) return;
  gebeurtenis.preventDefault();
  sluit();
  toonFouten({});
  if (bron !== formulier) vraag.value = gebeurtenis.submitter.dataset.naam ?? gebeurtenis.submitter.value;
  else if (peildatum.validity.badInput) return toonFouten({ peildatum: "Deze datum bestaat niet of is niet af." });
  zoek(bron === formulier ? vraag.value : gebeurtenis.submitter.value, peildatum.value);
});

// -- suggestions: an ARIA 1.2 combobox over one file of names ---------------------------------------

const lijst = document.createElement("ul");
let namen = null;
let gekozen = -1;

const vouw = (tekst) =>
  tekst
    .replace(/[‘’ʼ´`′]/g, "'")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\bst\b\.?/g, "sint")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

function richtIn() {
  Object.assign(lijst, { id: "suggesties", className: "suggesties", hidden: true });
  lijst.setAttribute("role", "listbox");
  lijst.setAttribute("aria-label", "Suggesties");
  vraag.after(lijst);
  const kenmerken = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": lijst.id };
  for (const [naam, waarde] of Object.entries(kenmerken)) vraag.setAttribute(naam, waarde);
  vraag.addEventListener("focus", haalNamen, { once: true });
  vraag.addEventListener("input", stelVoor);
  vraag.addEventListener("keydown", toets);
  vraag.addEventListener("blur", sluit);
  lijst.addEventListener("mousedown", (gebeurtenis) => gebeurtenis.preventDefault());
  lijst.addEventListener("click", (gebeurtenis) => neem(gebeurtenis.target.closest("[role=option]")));
  if (document.activeElement === vraag) haalNamen();
}

async function haalNamen() {
  try {
    const reactie = await fetch(formulier.dataset.namen);
    if (!reactie.ok) return;
    namen = rangschik(await reactie.json());
    if (document.activeElement === vraag && vraag.value) stelVoor();
  } catch {
    // Without suggestions the search box still works.
  }
}

function rangschik({ g, a, p }) {
  const eigen = (nummer) => `gemeente ${g[nummer][0]}`;
  return [
    ...g.map(([tekst, tot], nummer) => ({ tekst, tot, soort: "gemeente", nummer })),
    ...a.map(([tekst, nummer]) => ({ tekst, tot: g[nummer][1], soort: eigen(nummer), nummer })),
    ...p.map(([tekst, nummer]) => ({ tekst, tot: "", soort: `plaats, ${eigen(nummer)} in 2014`, plaats: true })),
  ].map((naam) => ({ ...naam, sleutel: vouw(naam.tekst) }));
}

// Existing gemeenten before places before former gemeenten; the whole name before a later word of it.
// Another name of a gemeente only where its own name does not fit.
function passend(tekst) {
  const datum = peildatum.value || formulier.dataset.vandaag;
  const gezien = new Set();
  const eerste = ({ nummer }) => nummer === undefined || (!gezien.has(nummer) && gezien.add(nummer));
  const rang = (naam) => (naam.plaats ? 1 : naam.tot && naam.tot <= datum ? 2 : 0);
  return namen
    .filter(({ sleutel }) => sleutel.startsWith(tekst) || sleutel.includes(` ${tekst}`))
    .filter(eerste)
    .map((naam) => ({ ...naam, orde: [naam.sleutel.startsWith(tekst) ? 0 : 1, rang(naam), naam.sleutel.length] }))
    .sort((een, ander) => {
      const plek = een.orde.findIndex((waarde, nummer) => waarde !== ander.orde[nummer]);
      return plek < 0 ? een.sleutel.localeCompare(ander.sleutel) : een.orde[plek] - ander.orde[plek];
    })
    .slice(0, MEESTE)
    .map((naam) => ({ ...naam, voorbij: rang(naam) === 2 }));
}

function stelVoor() {
  const tekst = vouw(vraag.value);
  // A digit is a postcode or a house number: there is nothing to suggest.
  const gevonden = namen && tekst.length > 1 && !/\d/.test(tekst) ? passend(tekst) : [];
  gekozen = -1;
  vraag.removeAttribute("aria-activedescendant");
  lijst.replaceChildren(...gevonden.map(optie));
  open(gevonden.length > 0);
  if (namen && tekst.length > 1) zeg(gevonden.length ? `${gevonden.length} suggestie${gevonden.length > 1 ? "s" : ""}` : "");
}

function optie(naam, nummer) {
  const regel = document.createElement("li");
  const uitleg = document.createElement("span");
  regel.id = `suggestie-${nummer}`;
  regel.setAttribute("role", "option");
  regel.setAttribute("aria-selected", "false");
  regel.dataset.tekst = naam.tekst;
  uitleg.className = "uitleg";
  uitleg.textContent = naam.voorbij ? `${naam.soort}, tot ${jaar(naam.tot)}` : naam.soort;
  regel.append(naam.tekst, " ", uitleg);
  return regel;
}

const jaar = (datum) => new Date(datum).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });

function open(zichtbaar) {
  lijst.hidden = !zichtbaar;
  vraag.setAttribute("aria-expanded", String(zichtbaar));
}

function sluit() {
  open(false);
  gekozen = -1;
  vraag.removeAttribute("aria-activedescendant");
}

function wijsAan(nummer) {
  const opties = [...lijst.children];
  gekozen = (nummer + opties.length) % opties.length;
  opties.forEach((regel, plek) => regel.setAttribute("aria-selected", String(plek === gekozen)));
  vraag.setAttribute("aria-activedescendant", opties[gekozen].id);
  opties[gekozen].scrollIntoView({ block: "nearest" });
}

function neem(regel) {
  if (!regel) return;
  vraag.value = regel.dataset.tekst;
  // As a press of the button does: Safari before 16 has no requestSubmit.
  formulier.querySelector("[type=submit]").click();
}

function toets(gebeurtenis) {
  const { key } = gebeurtenis;
  if (gebeurtenis.isComposing) return;
  if (key === "ArrowDown" || key === "ArrowUp") {
    if (!lijst.children.length) return;
    gebeurtenis.preventDefault();
    const begin = lijst.hidden ? -1 : gekozen;
    open(true);
    wijsAan(key === "ArrowDown" ? begin + 1 : begin < 0 ? -1 : begin - 1);
  } else if (key === "Escape" && !lijst.hidden) {
    gebeurtenis.preventDefault();
    sluit();
  } else if (key === "Enter" && !lijst.hidden && gekozen >= 0) {
    gebeurtenis.preventDefault();
    neem(lijst.children[gekozen]);
  }
}

richtIn();
