// Saving a form while the database may be away for a moment: the same form again after as long as the
// server asks, and nothing typed is lost. Every other answer is the page of the server itself.
import { maak } from "./dom.js";

const KEREN = 20;
const ANDERS_S = 5;
// An answer that did not arrive says nothing of what was asked; asked once more, the server sees whether it is done.
const ONZEKER = "Het is niet zeker of dit is bewaard. Wat u invulde staat er nog; u kunt het zonder gevaar nog eens versturen.";

// Send a form as a browser would. `opWacht` gets a sentence and a button to stop; `opKlaar` is called once saved.
export function bijBewaren(formulier, { opWacht, opKlaar }) {
  let bezig = false;
  formulier.addEventListener("submit", async (gebeurtenis) => {
    if (gebeurtenis.defaultPrevented) return;
    gebeurtenis.preventDefault();
    if (bezig) return;
    bezig = true;
    const knop = gebeurtenis.submitter;
    const antwoord = await stuur(formulier, opWacht);
    bezig = false;
    if (antwoord === null) return;
    if (antwoord.ok && antwoord.redirected) {
      opKlaar();
      return window.location.assign(antwoord.url);
    }
    // Nothing was changed: let the browser ask again, so that the page of the server is what is shown.
    knop?.removeAttribute("name");
    formulier.submit();
  });
}

// The answer to a form that is not 503; null when somebody stops waiting.
async function stuur(formulier, opWacht) {
  const lijf = new URLSearchParams(new FormData(formulier));
  for (let keer = 0; keer < KEREN; keer++) {
    const antwoord = await fetch(formulier.action, { method: "POST", body: lijf }).catch(() => null);
    if (antwoord !== null && antwoord.status !== 503) {
      opWacht("");
      return antwoord;
    }
    const wacht = Number(antwoord?.headers.get("retry-after")) || ANDERS_S;
    if (!(await wachtMet(wacht, opWacht))) return null;
  }
  opWacht(ONZEKER);
  return null;
}

// Wait some seconds; false when somebody would rather stop.
function wachtMet(seconden, opWacht) {
  return new Promise((klaar) => {
    const tijd = setTimeout(() => klaar(true), seconden * 1000);
    const stop = maak("button", { type: "button", click: () => (clearTimeout(tijd), opWacht(ONZEKER), klaar(false)) }, "Stop met proberen");
    opWacht(`Bewaren lukt even niet. Over ${seconden} ${seconden === 1 ? "seconde" : "seconden"} proberen we het opnieuw. Wat u invulde blijft staan. `, stop);
  });
}
