// What a scenario changes, drawn over the map of the country: ground that changes hatched, borders that
// vanish dashed. Styles are classes, so that high contrast and print decide how it looks.
import { maak, rustig } from "./dom.js";
import { Kaartblad } from "./kaartblad.js";

const SVG = "http://www.w3.org/2000/svg";
const PATROON = "scenario-arcering";
// In the order in which they are drawn: what matters most lies on top.
const SOORTEN = ["gebied-na", "grond", "grens-vervalt", "grens-wordt"];
const KLASSEN = { "gebied-na": "wordt-gebied", grond: "grond-anders", "grens-vervalt": "grens-vervalt", "grens-wordt": "grens-wordt" };

export class Scenarioblad {
  // `gegevens` is the country on the day, `scenario` what the page knows of the scenario; `opPlek` gets a
  // place (lon, lat) that someone points at.
  constructor(L, topojson, doek, gegevens, scenario, { opPlek, opStoring }) {
    Object.assign(this, { L, gegevens, scenario });
    this.blad = new Kaartblad(L, topojson, doek, { opPlek, opStoring, opBeeld: () => {} });
    this.blad.zet = { gemeenten: true, verdeeld: false, jeugdregio: false };
    this.kaart = this.blad.kaart;
    // Over the areas, under the outline of what is chosen.
    this.kaart.createPane("scenario").style.zIndex = 450;
    this.kaart.getPane("omtrek").style.zIndex = 460;
    this.laag = L.layerGroup().addTo(this.kaart);
    doek.append(arcering());
  }

  // Draw one layer (PO, VO or gemeente); under it lie the SWVs of a sector.
  async toon(laag) {
    this.getoond = laag;
    this.laag.clearLayers();
    for (const soort of SOORTEN) {
      for (const kenmerk of this.kenmerken(soort, laag)) this.teken(soort, kenmerk);
    }
    await this.blad.toon(this.gegevens, laag === "gemeente" ? this.blad.sector : laag);
  }

  kenmerken(soort, laag) {
    return this.scenario.kenmerken.filter(({ properties, geometry }) => geometry && properties.soort === soort && properties.laag === laag);
  }

  teken(soort, kenmerk) {
    const grond = soort === "grond";
    const vorm = this.L.geoJSON(kenmerk, { style: { className: KLASSEN[soort] }, pane: "scenario", interactive: grond, bubblingMouseEvents: true });
    if (grond) {
      // Leaflet writes its own colour into the drawing; this one is the hatching in the document.
      vorm.setStyle({ fillColor: `url(#${PATROON})` });
      vorm.bindTooltip(maak("div", {}, wissel(kenmerk.properties)), { sticky: true, className: "naamkaartje" });
    }
    this.laag.addLayer(vorm);
  }

  // Outline SWVs and gemeenten, and mark a place; bring them into view unless that is not wanted.
  kies(wat, opties) {
    return this.blad.kies(wat, opties);
  }

  // Bring a piece of ground, or everything that changes, into view.
  naar(kenmerk) {
    const kader = this.L.geoJSON(kenmerk).getBounds();
    this.kaart.fitBounds(kader, { padding: [40, 40], maxZoom: 12, animate: !rustig() });
  }

  naarAlles() {
    if (!this.scenario.kader) return;
    const [west, zuid, oost, noord] = this.scenario.kader;
    const kader = [[zuid, west], [noord, oost]];
    this.kaart.fitBounds(kader, { padding: [20, 20], maxZoom: 11, animate: false });
  }

  // Take the size of the place it stands in.
  pasAan() {
    this.blad.pasAan();
  }
}

// What happens to a piece of ground, in words.
export const wissel = ({ laag, postcodes, vanNaam, naarNaam }) => `${laag}, ${reeks(postcodes)}: van ${vanNaam || "geen"} naar ${naarNaam || "geen"}`;

// Postcodes in order, three or more consecutive ones as `9471 t/m 9475`.
function reeks(postcodes) {
  const groepen = [];
  for (const pc4 of postcodes) {
    const laatste = groepen.at(-1);
    if (laatste && Number(pc4) === Number(laatste.at(-1)) + 1) laatste.push(pc4);
    else groepen.push([pc4]);
  }
  return groepen.map((groep) => (groep.length > 2 ? `${groep[0]} t/m ${groep.at(-1)}` : groep.join(", "))).join(", ");
}

// The hatching is a pattern in the document: the drawing refers to it by name.
function arcering() {
  const deel = (naam, kenmerken, ...inhoud) => {
    const element = document.createElementNS(SVG, naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) element.setAttribute(sleutel, waarde);
    element.append(...inhoud);
    return element;
  };
  const maten = { width: "8", height: "8" };
  const patroon = deel(
    "pattern",
    { id: PATROON, ...maten, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    deel("rect", { ...maten, class: "scenariopapier" }),
    deel("path", { d: "M0,0V8", class: "scenariostreep" }),
  );
  return deel("svg", { width: "0", height: "0", class: "patronen", "aria-hidden": "true", focusable: "false" }, deel("defs", {}, patroon));
}
