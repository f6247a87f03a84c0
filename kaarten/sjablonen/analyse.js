function zetEtiketten(groep, punten) {
  const merken = punten.map(([breedte, lengte, straal, tekst]) => {
    const letters = document.createElement("span");
    letters.textContent = tekst;
    const merk = L.marker([breedte, lengte], {
      interactive: false, keyboard: false, icon: L.divIcon({ className: "etiket", html: letters, iconSize: [0, 0] }),
    });
    merk.addTo(groep);
    return [merk, letters, straal, breedte];
  });
  const pas = () => {
    const kaart = groep._map;
    if (!kaart) return;
    for (const [, letters, straal, breedte] of merken) {
      const meter = 40075016.7 * Math.cos(breedte * Math.PI / 180) / (256 * 2 ** kaart.getZoom());
      letters.hidden = 3.2 * straal / meter < 6.2 * letters.textContent.length;
    }
  };
  groep.on("add", () => { pas(); groep._map.on("zoomend", pas); });
  groep.on("remove", (gebeurtenis) => gebeurtenis.target._map && gebeurtenis.target._map.off("zoomend", pas));
  if (groep._map) { pas(); groep._map.on("zoomend", pas); }
}
function zetRegelaars(kaart) {
  L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(kaart);
  kaart.setMinZoom(6).setMaxZoom(16);
  L.control.scale({ imperial: false }).addTo(kaart);
}
