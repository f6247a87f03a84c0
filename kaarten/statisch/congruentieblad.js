// The drawing of two divisions: areas of the one that can be clicked, and borders whose style says whether
// both divisions have them. Styles are classes, so that high contrast and print decide how it looks.
import { maak, rustig } from "./dom.js";
import { maakKaart } from "./kaartbasis.js";

const LABELS_VANAF = 8.5;
const SVG = "http://www.w3.org/2000/svg";
const PASSEND = { identiek: "valt samen", unie: "bestaat uit hele gebieden", binnen: "ligt binnen één gebied", doorsneden: "er loopt een grens doorheen", onbekend: "niet te zeggen" };

export class Congruentieblad {
  // `oordeelVan` and `naamVan` tell about a code, `opKies` gets the code of an area that is clicked.
  constructor(L, doek, gegevens, { oordeelVan, naamVan, opKies }) {
    Object.assign(this, { L, gegevens, oordeelVan, naamVan, opKies, vlakken: new Map() });
    this.kaart = maakKaart(L, doek, { dichtst: 13, heelPlek: "bottomleft" });
    this.tekenGebieden();
    this.tekenLijnen();
    this.labels = L.layerGroup().addTo(this.kaart);
    this.kaart.on("zoomend", () => this.tekenLabels());
    this.tekenLabels();
    doek.append(arcering());
    doek.dataset.getekend = "ja";
  }

  tekenGebieden() {
    this.kaart.createPane("gebieden");
    for (const [code, delen, plek] of this.gegevens.gebieden) {
      const oordeel = code && this.oordeelVan(code);
      const vorm = delen.map((ringen) => ringen.map((ring) => this.punten(ring)));
      const klasse = oordeel ? `regio ${oordeel.replaceAll(" ", "-")}` : "regio leeg";
      const vlak = this.L.polygon(vorm, { className: klasse, pane: "gebieden", interactive: Boolean(oordeel), smoothFactor: 0.5 });
      if (oordeel) {
        vlak.bindTooltip(this.kaartje(code), { sticky: true, className: "naamkaartje" });
        vlak.on("click", () => this.opKies(code));
        this.vlakken.set(code, { vlak, plek: this.punten(plek)[0] });
      }
      // Leaflet writes its own colour into the drawing; this one is the hatching in the document.
      if (oordeel === "doorsneden") vlak.options.fillColor = "url(#doorsneden-arcering)";
      vlak.addTo(this.kaart);
    }
  }

  kaartje(code) {
    const { naam, oordeel } = this.naamVan(code);
    return maak("div", {}, maak("strong", {}, code), naam ? ` ${naam}` : null, maak("br"), `${oordeel}: ${PASSEND[oordeel] ?? ""}`);
  }

  tekenLijnen() {
    this.kaart.createPane("grenzen");
    for (const [soort, lijnen] of Object.entries(this.gegevens.lijnen)) {
      const vormen = lijnen.map((lijn) => this.punten(lijn));
      const opties = { className: `grenslijn ${soort}`, pane: "grenzen", interactive: false, smoothFactor: 0.5 };
      if (vormen.length) this.L.polyline(vormen, opties).addTo(this.kaart);
    }
  }

  tekenLabels() {
    this.labels.clearLayers();
    if (this.kaart.getZoom() < LABELS_VANAF) return;
    for (const [code, { plek }] of this.vlakken) {
      const html = maak("span", { "aria-hidden": "true" }, code);
      const icon = this.L.divIcon({ html, className: "codelabel", iconSize: null });
      this.labels.addLayer(this.L.marker(plek, { icon, interactive: false, keyboard: false }));
    }
  }

  // Steps from point to point back to [lat, lon] in degrees.
  punten(stappen) {
    const uit = [];
    let [lon, lat] = [0, 0];
    for (let plek = 0; plek < stappen.length; plek += 2) {
      lon += stappen[plek];
      lat += stappen[plek + 1];
      uit.push([lat / this.gegevens.stappen, lon / this.gegevens.stappen]);
    }
    return uit;
  }

  // Mark an area and bring it into view; null marks none.
  kies(code) {
    for (const [eigen, { vlak }] of this.vlakken) vlak.getElement()?.classList.toggle("gekozen", eigen === code);
    const { vlak } = this.vlakken.get(code) ?? {};
    if (vlak) this.kaart.fitBounds(vlak.getBounds(), { padding: [40, 40], maxZoom: 10, animate: !rustig() });
  }

  // Take the size of the place it stands in.
  pasAan() {
    this.kaart.invalidateSize({ animate: false, pan: true });
  }
}

// The hatching is a pattern in the document: the drawing refers to it by name.
function arcering() {
  const deel = (naam, kenmerken, ...inhoud) => {
    const element = document.createElementNS(SVG, naam);
    for (const [sleutel, waarde] of Object.entries(kenmerken)) element.setAttribute(sleutel, waarde);
    element.append(...inhoud);
    return element;
  };
  const maten = { width: "7", height: "7" };
  const patroon = (id, papier) =>
    deel(
      "pattern",
      { id, ...maten, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      deel("rect", { ...maten, class: papier }),
      deel("path", { d: "M0,0V7", class: "rasterlijn" }),
    );
  const patronen = deel("defs", {}, patroon("doorsneden-arcering", "rasterpapier"), patroon("gekozen-arcering", "gekozenpapier"));
  return deel("svg", { width: "0", height: "0", class: "patronen", "aria-hidden": "true", focusable: "false" }, patronen);
}
