// The form for a new move: only the fields of the kind that is chosen, lists to choose from, what was typed
// is kept until it is saved, and a move that is complete is shown to who listens.
import { maak } from "./dom.js";

const CODE = /\b(?:PO|VO|GM)\d{4}\b/i;
const SWV = /\b(?:PO|VO)\d{4}\b/gi;
const WACHT_MS = 350;
// What every kind needs before it means anything; `grond` is the field of the ground that is chosen.
const NODIG = {
  verplaats: ["sector", "grond", "naar"],
  voegsamen: ["sector", "van", "naar"],
  splits: ["sector", "van", "nieuw", "grond"],
  nieuw: ["sector", "nieuw", "grond"],
  hernoem: ["sector", "van"],
  herindeel: ["van", "naar", "datum"],
};
const WOORDEN = {
  van: {
    voegsamen: ["Welke verbanden gaan op in een ander?", "Codes, met een spatie of elk op een eigen regel."],
    splits: ["Welk verband wordt gesplitst?", "De code, zoals PO2203."],
    hernoem: ["Welk verband krijgt een andere naam?", "De code, zoals PO2203."],
    herindeel: ["Welke gemeenten gaan samen?", "Elk op een eigen regel; een deel van een gemeente schrijft u als GM1730: 9471 9472."],
  },
  naar: {
    verplaats: ["Naar welk verband?", "Kies uit de lijst, of typ de code."],
    voegsamen: ["In welk verband gaan zij op?", "Kies uit de lijst, of typ de code."],
    herindeel: ["Welke gemeente wordt het?", "Naam of code; een nieuwe gemeente krijgt een nieuwe code, zoals GM9001."],
  },
};
const TITELS = { sector: "de sector", gemeente: "de gemeente", postcodes: "de postcodes", bouwstenen: "de bouwstenen", van: "waar het vandaan komt", naar: "waar het naartoe gaat", nieuw: "de nieuwe code", datum: "de dag" };
// Kinds of which `van` is a list, one per line.
const MEER = ["voegsamen", "herindeel"];
const GEHEIM = ["csrf", "kenmerk"];
// Which move the form is about is said by the page, not by who types.
const VAST = [...GEHEIM, "nummer", "afdruk"];

export class Zetformulier {
  // `opZet` is called when a move is complete, `opLeeg` when it is not (any more), `opKeuze` when what it
  // is about changed.
  constructor(formulier, { opZet, opLeeg, opKeuze }) {
    Object.assign(this, { formulier, opZet, opLeeg, opKeuze, wacht: 0, gestuurd: "" });
    // What was typed for one move is not put in the form of another.
    this.sleutel = `zet:${window.location.pathname}${this.waarde("afdruk")}`;
    this.lijsten = Object.fromEntries(["verbanden", "gemeenten"].map((naam) => [naam, [...document.getElementById(naam).options].map(({ value }) => value)]));
    this.nog = maak("p", { class: "klein nog" });
    formulier.querySelector(".knoppenrij").before(this.nog);
    this.bouwLijst();
    formulier.addEventListener("input", () => this.veranderd());
    formulier.addEventListener("change", () => this.veranderd({ klaar: true }));
    this.herstel();
    this.toonVelden();
    this.veranderd({ klaar: true });
  }

  waarde(veld) {
    return (this.formulier.elements.namedItem(veld)?.value ?? "").trim();
  }

  // Put a value in a field, as if somebody typed it.
  vul(veld, waarde) {
    this.formulier.elements.namedItem(veld).value = waarde;
    this.veranderd({ klaar: true });
  }

  // Add a line to a field with one thing per line, once.
  voegToe(veld, regel) {
    const regels = this.waarde(veld).split("\n").filter(Boolean);
    if (!regels.includes(regel)) this.vul(veld, [...regels, regel].join("\n"));
  }

  get soort() {
    return this.waarde("soort");
  }

  // -- which fields are shown -----------------------------------------------------------------------

  toonVelden() {
    const { soort } = this;
    for (const deel of this.formulier.querySelectorAll("[data-soorten]")) deel.hidden = !deel.dataset.soorten.split(" ").includes(soort);
    const grond = this.waarde("grond");
    const bij = { gemeente: ["gemeente", "postcodes"], postcodes: ["postcodes"], bouwstenen: ["bouwstenen"] };
    for (const [veld, gronden] of Object.entries(bij)) this.vak(veld).hidden = !gronden.includes(grond);
    const uitklap = this.formulier.querySelector("details.meer");
    uitklap.hidden = grond !== "bouwstenen";
    uitklap.open = grond === "bouwstenen";
    for (const [veld, perSoort] of Object.entries(WOORDEN)) if (perSoort[soort]) this.noem(veld, ...perSoort[soort]);
    const naar = this.formulier.elements.namedItem("naar");
    naar.setAttribute("list", soort === "herindeel" ? "gemeenten" : "verbanden");
    this.vulLijsten();
  }

  vak(veld) {
    return this.formulier.elements.namedItem(veld).closest(".veld");
  }

  noem(veld, titel, hulp) {
    const vak = this.vak(veld);
    vak.querySelector("label").textContent = titel;
    vak.querySelector(".hulp").textContent = hulp;
  }

  // -- lists ----------------------------------------------------------------------------------------

  // A list beside the field that takes several codes, so that nobody has to know one.
  bouwLijst() {
    this.keuze = maak("select", { id: "zet-van-lijst", name: "" });
    const knop = maak("button", { type: "button", click: () => this.neemOver() }, "Zet erbij");
    this.vak("van").append(maak("div", { class: "opzij" }, maak("div", { class: "veld" }, maak("label", { for: "zet-van-lijst" }, "Of kies uit de lijst"), this.keuze), knop));
  }

  neemOver() {
    const code = this.keuze.value.match(CODE)?.[0];
    if (!code) return;
    if (MEER.includes(this.soort)) this.voegToe("van", code);
    else this.vul("van", code);
  }

  vulLijsten() {
    const sector = this.waarde("sector");
    const verbanden = this.lijsten.verbanden.filter((een) => !sector || een.startsWith(sector));
    document.getElementById("verbanden").replaceChildren(...verbanden.map((een) => maak("option", { value: een })));
    const keuzes = this.soort === "herindeel" ? this.lijsten.gemeenten : verbanden;
    const gekozen = this.keuze.value;
    this.keuze.replaceChildren(...keuzes.map((een) => maak("option", { selected: een === gekozen }, een)));
  }

  // -- what is complete -----------------------------------------------------------------------------

  nodig() {
    return NODIG[this.soort].map((veld) => (veld === "grond" ? this.waarde("grond") : veld));
  }

  // Whether every code is whole: while somebody types a name only the end of it counts.
  isHeel() {
    const codes = this.nodig().filter((veld) => ["gemeente", "naar", "van", "nieuw"].includes(veld));
    const postcodes = !this.nodig().includes("postcodes") || /\d{4}\s*$/.test(this.waarde("postcodes"));
    return postcodes && codes.every((veld) => CODE.test(this.waarde(veld)));
  }

  veranderd({ klaar = false } = {}) {
    this.bewaar();
    this.toonVelden();
    clearTimeout(this.wacht);
    const mist = this.nodig().filter((veld) => !this.waarde(veld));
    const vraagt = !mist.length && (klaar || this.isHeel());
    // While somebody still types a name the hint stays: only then are the effects asked.
    if (mist.length) this.nog.textContent = `Nog in te vullen: ${mist.map((veld) => TITELS[veld]).join(", ")}.`;
    else if (vraagt) this.nog.textContent = "";
    this.opKeuze(this.keuzes());
    if (mist.length) {
      this.gestuurd = "";
      return this.opLeeg();
    }
    if (vraagt) this.wacht = setTimeout(() => this.stuur(), WACHT_MS);
  }

  // Tell of the move, unless it is the same one as before.
  stuur({ opnieuw = false } = {}) {
    clearTimeout(this.wacht);
    this.nog.textContent = "";
    const velden = this.velden();
    const tekst = velden.toString();
    if (tekst === this.gestuurd && !opnieuw) return;
    this.gestuurd = tekst;
    this.opZet(velden);
  }

  // What decides the effects: notes do not.
  velden() {
    const alle = new URLSearchParams(new FormData(this.formulier));
    for (const naam of [...GEHEIM, "notitie", "aanname"]) alle.delete(naam);
    return alle;
  }

  // What the form is about, for the map: codes of SWVs and gemeenten.
  keuzes() {
    const alle = ["gemeente", "naar", "van"].filter((veld) => !this.vak(veld).closest("[hidden]")).map((veld) => this.waarde(veld)).join(" ");
    const codes = [...alle.matchAll(SWV)].map(([code]) => code.toUpperCase());
    const gemeenten = [...alle.matchAll(/\bGM\d{4}\b/gi)].map(([code]) => code.toUpperCase());
    return { codes, gemeenten, sector: this.soort === "herindeel" ? "gemeente" : this.waarde("sector") };
  }

  // -- nothing typed is lost ------------------------------------------------------------------------

  bewaar() {
    const velden = [...new FormData(this.formulier)].filter(([naam]) => naam && !VAST.includes(naam));
    try {
      sessionStorage.setItem(this.sleutel, JSON.stringify(velden));
    } catch {
      // A browser that keeps nothing still shows the form.
    }
  }

  vergeet() {
    try {
      sessionStorage.removeItem(this.sleutel);
    } catch {
      // It kept nothing.
    }
  }

  // Whether the page shows a move that was saved just now; the address says so once, not after loading again.
  isNetBewaard() {
    const adres = new URL(window.location);
    if (adres.searchParams.get("gedaan") !== "zet") return false;
    adres.searchParams.delete("gedaan");
    window.history.replaceState(window.history.state, "", adres);
    return true;
  }

  // What was typed before, unless the server says what was: a form with faults, or one that was just saved.
  herstel() {
    if (this.isNetBewaard()) return this.vergeet();
    if (document.getElementById("fouten")) return;
    let velden = [];
    try {
      velden = JSON.parse(sessionStorage.getItem(this.sleutel) ?? "[]");
    } catch {
      return;
    }
    for (const [naam, waarde] of velden) {
      const veld = this.formulier.elements.namedItem(naam);
      if (!veld) continue;
      if (veld.type === "checkbox") veld.checked = true;
      else veld.value = waarde;
    }
  }
}
