// The samenwerkingsverbanden as a list that can be searched and a table that can be sorted. Both drive
// the map: the areas there cannot take the focus, these buttons can.
import { getal, maak } from "./dom.js";

const SECTOREN = { PO: "basisonderwijs", VO: "voortgezet onderwijs" };
const KOLOMMEN = [
  { titel: "Code", waarde: (rij) => rij.code },
  { titel: "Naam", waarde: (rij) => rij.naam },
  { titel: "Gemeenten", waarde: (rij) => rij.gemeenten.length, getal: true },
  { titel: "Postcodes", waarde: (rij) => rij.postcodes, getal: true },
  { titel: "Inwoners (2021)", waarde: (rij) => rij.inwoners, getal: true },
];

const vouw = (tekst) =>
  tekst
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

export class Lijst {
  // `opKies` is called with a code and the button when someone chooses a samenwerkingsverband.
  constructor(vak, opKies) {
    this.opKies = opKies;
    this.rijen = [];
    this.sortering = { kolom: 0, af: false };
    this.gekozen = [];
    this.kop = maak("h2", { id: "lijst-kop", tabindex: "-1" });
    this.zoek = maak("input", { id: "lijst-zoek", type: "search", autocomplete: "off", spellcheck: "false", input: () => this.teken() });
    this.aantal = maak("p", { class: "klein", role: "status" });
    this.lijst = maak("ul", { class: "verbanden" });
    this.titel = maak("caption", { id: "tabel-titel" });
    this.koppen = KOLOMMEN.map((kolom, nummer) => this.kolomkop(kolom, nummer));
    this.romp = maak("tbody");
    this.pagina = maak("a", { href: "/overzicht" }, "Deze tabel als aparte pagina");
    const tabel = maak("table", {}, this.titel, maak("thead", {}, maak("tr", {}, ...this.koppen)), this.romp);
    vak.setAttribute("aria-labelledby", "lijst-kop");
    vak.replaceChildren(
      this.kop,
      maak(
        "div",
        { class: "veld" },
        maak("label", { for: "lijst-zoek" }, "Zoek in de lijst en de tabel"),
        maak("p", { class: "hulp", id: "lijst-hulp" }, "Op code, naam of gemeente. Kies een verband om het op de kaart te zien."),
        this.zoek,
        this.aantal,
      ),
      maak(
        "div",
        { class: "lijsten" },
        this.lijst,
        maak("div", { class: "tabelvak", role: "region", "aria-labelledby": "tabel-titel", tabindex: "0" }, tabel),
      ),
      maak("p", {}, this.pagina),
    );
    this.zoek.setAttribute("aria-describedby", "lijst-hulp");
  }

  kolomkop(kolom, nummer) {
    const knop = maak("button", { type: "button", class: "sorteer", click: () => this.sorteer(nummer) }, kolom.titel);
    return maak("th", { scope: "col", class: kolom.getal ? "getal" : null }, knop);
  }

  sorteer(nummer) {
    this.sortering = { kolom: nummer, af: this.sortering.kolom === nummer && !this.sortering.af };
    this.tekenTabel();
    const { titel } = KOLOMMEN[nummer];
    this.zeg(`Tabel gesorteerd op ${titel}, ${this.sortering.af ? "aflopend" : "oplopend"}.`);
  }

  // Show the rows of a sector on a day (written out); `adres` is the page with the same table.
  toon(rijen, sector, dag, adres) {
    this.rijen = rijen;
    this.kop.textContent = `Alle samenwerkingsverbanden ${SECTOREN[sector]} (${sector})`;
    this.onder = `${SECTOREN[sector]} op ${dag}`;
    this.pagina.href = adres;
    this.teken();
  }

  passend() {
    const woorden = vouw(this.zoek.value).split(/\s+/).filter(Boolean);
    const past = (rij) => {
      const tekst = vouw(`${rij.code} ${rij.naam ?? ""} ${rij.gemeenten.join(" ")}`);
      return woorden.every((woord) => tekst.includes(woord));
    };
    return this.rijen.filter(past);
  }

  teken() {
    const passend = this.passend();
    this.lijst.replaceChildren(...passend.map((rij) => this.regel(rij)));
    this.tekenTabel(passend);
    const alle = this.rijen.length;
    const tekst = passend.length === alle ? `${alle} verbanden` : `${passend.length} van ${alle} verbanden`;
    this.zeg(alle ? tekst : "Op deze dag waren er nog geen samenwerkingsverbanden.");
  }

  regel(rij) {
    const onder = rij.naam ? `${rij.gemeenten.length} gemeenten` : rij.gemeenten.join(", ");
    return maak(
      "li",
      {},
      this.knop(rij, maak("strong", {}, rij.code), " ", maak("span", { class: "wat" }, rij.naam ?? ""), maak("span", { class: "leden" }, onder)),
    );
  }

  knop(rij, ...inhoud) {
    const aan = String(this.gekozen.includes(rij.code));
    return maak(
      "button",
      { type: "button", class: "kies", "data-code": rij.code, "aria-pressed": aan, click: (g) => this.opKies(rij.code, g.currentTarget) },
      ...inhoud,
    );
  }

  tekenTabel(passend = this.passend()) {
    const { kolom, af } = this.sortering;
    this.koppen.forEach((kop, nummer) => {
      if (nummer === kolom) kop.setAttribute("aria-sort", af ? "descending" : "ascending");
      else kop.removeAttribute("aria-sort");
    });
    const rijen = opVolgorde(passend, KOLOMMEN[kolom].waarde, af);
    this.titel.textContent = `${rijen.length} samenwerkingsverbanden ${this.onder ?? ""}`;
    this.romp.replaceChildren(...rijen.map((rij) => this.tabelrij(rij)));
  }

  tabelrij(rij) {
    const postcodes = rij.misschien ? `${getal(rij.postcodes)} (en ${rij.misschien} niet zeker)` : getal(rij.postcodes);
    return maak(
      "tr",
      { class: this.gekozen.includes(rij.code) ? "gekozen" : null },
      maak("th", { scope: "row" }, this.knop(rij, rij.code)),
      maak("td", {}, rij.naam ?? "niet bekend"),
      maak("td", { class: "getal" }, getal(rij.gemeenten.length)),
      maak("td", { class: "getal" }, postcodes),
      maak("td", { class: "getal" }, getal(rij.inwoners)),
    );
  }

  // Mark the chosen samenwerkingsverbanden, without rebuilding what may hold the focus.
  markeer(codes) {
    this.gekozen = codes;
    for (const knop of [...this.lijst.querySelectorAll(".kies"), ...this.romp.querySelectorAll(".kies")]) {
      const aan = codes.includes(knop.dataset.code);
      knop.setAttribute("aria-pressed", String(aan));
      knop.closest("tr")?.classList.toggle("gekozen", aan);
    }
  }

  zeg(tekst) {
    this.aantal.textContent = tekst;
  }
}

// Rows without a value stand behind, in either direction.
function opVolgorde(rijen, waarde, af) {
  const vergelijk = (een, ander) =>
    typeof een === "number" ? een - ander : een.localeCompare(ander, "nl", { numeric: true });
  const bekend = rijen.filter((rij) => waarde(rij) !== null);
  bekend.sort((een, ander) => (af ? -1 : 1) * vergelijk(waarde(een), waarde(ander)));
  return [...bekend, ...rijen.filter((rij) => waarde(rij) === null)];
}
