// The page about congruence with scripts: a map to click on, a table that sorts in place, and a region in
// detail without loading the page again. Without this file everything is there as links and a picture.
import { maak } from "./dom.js";
import { haal } from "./gegevens.js";
import { Congruentieblad } from "./congruentieblad.js";

const vak = document.getElementById("kaart");
const plek = document.getElementById("kaartplek");
const bericht = document.getElementById("kaartbericht");
const tabel = document.getElementById("tabel");
const tabelbericht = document.getElementById("tabelbericht");
const gebied = document.getElementById("gebied");
const staat = { blad: null, beurt: 0, vanaf: null };

const rijen = () => [...tabel.tBodies[0].rows];
const rijVan = (code) => rijen().find((rij) => rij.dataset.code === code);

// -- the table ------------------------------------------------------------------------------------

const vergelijk = (een, ander, getal) =>
  getal ? Number(een) - Number(ander) : een.localeCompare(ander, "nl", { numeric: true });

// As the server does: equal ones by code, and without a value behind in either direction. What does not fit in
// equal measure goes by its weight among equals first.
function sorteer(kop) {
  const nummer = kop.cellIndex;
  const getal = "getal" in kop.dataset;
  const nu = kop.getAttribute("aria-sort");
  const af = nu ? nu === "ascending" : kop.classList.contains("getal");
  const waarde = (rij) => rij.cells[nummer].dataset.waarde;
  const opZwaarte = ["verplaats", "aandeel"].includes(kop.dataset.kolom);
  const zwaarte = (een, ander) => (opZwaarte ? vergelijk(een.dataset.zwaarte, ander.dataset.zwaarte, true) : 0);
  const opCode = rijen().sort((een, ander) => vergelijk(een.dataset.code, ander.dataset.code, false));
  const bekend = opCode.filter((rij) => waarde(rij) !== "");
  bekend.sort((een, ander) => (af ? -1 : 1) * (vergelijk(waarde(een), waarde(ander), getal) || zwaarte(een, ander)));
  tabel.tBodies[0].append(...bekend, ...opCode.filter((rij) => waarde(rij) === ""));
  for (const ander of tabel.tHead.rows[0].cells) ander.removeAttribute("aria-sort");
  kop.setAttribute("aria-sort", af ? "descending" : "ascending");
  tabelbericht.textContent = `Tabel gesorteerd op ${kop.textContent.trim()}, ${af ? "aflopend" : "oplopend"}.`;
}

function markeer(code) {
  for (const rij of rijen()) {
    const aan = rij.dataset.code === code;
    rij.classList.toggle("gekozen", aan);
    const link = rij.querySelector(".gebiedlink");
    if (aan) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// -- one region -----------------------------------------------------------------------------------

// Show a region: on the map, in the table, and in detail. Of several at once the last one counts.
async function kies(code, vanaf) {
  const rij = rijVan(code);
  if (!rij) return;
  const beurt = ++staat.beurt;
  const { href } = rij.querySelector(".gebiedlink");
  markeer(code);
  staat.blad?.kies(code);
  try {
    const reactie = await fetch(href, { headers: { "X-Fragment": "1" } });
    if (!reactie.ok) throw new Error(String(reactie.status));
    const html = await reactie.text();
    if (beurt === staat.beurt) toon(html, vanaf);
  } catch {
    if (beurt === staat.beurt) window.location.assign(href);
  }
}

// The part of a page that the server made, in which every name is escaped.
function toon(html, vanaf) {
  staat.vanaf = vanaf;
  gebied.innerHTML = html;
  gebied.hidden = false;
  const deel = gebied.firstElementChild;
  deel.append(
    maak(
      "p",
      { class: "kaartknoppen" },
      maak("button", { type: "button", class: "terug", click: terug }, staat.vanaf?.closest("table") ? "Terug naar de tabel" : "Terug naar de kaart"),
      maak("button", { type: "button", class: "dicht", click: sluit }, "Sluit dit gebied"),
    ),
  );
  bericht.textContent = deel.dataset.samenvatting;
  document.getElementById("gebied-kop").focus();
}

function terug() {
  (staat.vanaf?.isConnected ? staat.vanaf : tabel.closest(".tabelvak")).focus();
}

function sluit() {
  terug();
  gebied.hidden = true;
  gebied.replaceChildren();
  markeer(null);
  staat.blad?.kies(null);
  bericht.textContent = "";
}

// -- the map --------------------------------------------------------------------------------------

function naamVan(code) {
  const cellen = rijVan(code)?.cells;
  if (!cellen) return null;
  return { kop: code, naam: cellen[0].querySelector("small")?.textContent ?? "", oordeel: rijVan(code).dataset.oordeel };
}

async function maakBlad() {
  const [gegevens] = await Promise.all([haal(vak.dataset.kaart), import("./leveranciers/leaflet/leaflet.js")]);
  const doek = maak("div", { class: "doek", id: "doek", role: "region", "aria-label": "Kaart met grenzen", "aria-describedby": "kaart-hulp" });
  const schets = gegevens.bron === "schets" ? maak("p", { class: "schetsmerk" }, "Schets") : null;
  // In the place that the page kept for it, so that nothing below moves.
  plek.querySelector(".doekvak").replaceChildren(doek, ...(schets ? [schets] : []));
  return new Congruentieblad(window.L, doek, gegevens, { oordeelVan: (code) => rijVan(code)?.dataset.oordeel, naamVan, opKies: (code) => kies(code, doek) });
}

// Without the drawing the picture that visitors without scripts get.
function alsPlaatje() {
  const plaatje = vak.querySelector("noscript")?.textContent ?? "";
  plek.replaceChildren(new DOMParser().parseFromString(plaatje, "text/html").body);
  bericht.textContent = "De kaart om op te klikken is er nu niet. De tabel hieronder werkt wel.";
}

async function begin() {
  tabel.tHead.addEventListener("click", (gebeurtenis) => {
    const link = gebeurtenis.target.closest("a");
    if (!link || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
    gebeurtenis.preventDefault();
    sorteer(link.closest("th"));
  });
  tabel.tBodies[0].addEventListener("click", (gebeurtenis) => {
    const link = gebeurtenis.target.closest(".gebiedlink");
    if (!link || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
    gebeurtenis.preventDefault();
    kies(link.closest("tr").dataset.code, link);
  });
  if (vak.dataset.kaart) {
    try {
      staat.blad = await maakBlad();
    } catch {
      alsPlaatje();
    }
    for (const soort of ["beforeprint", "afterprint"]) window.addEventListener(soort, () => staat.blad?.pasAan());
  }
  vak.dataset.klaar = "ja";
}

begin();
