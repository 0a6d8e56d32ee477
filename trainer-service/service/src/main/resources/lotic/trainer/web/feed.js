// What the trainer has to tell, once a second. The browser reconnects by itself and says what it
// knows already; where it gives up (too many watchers, no server), we begin again.

const AGAIN_MS = 3000;
const SILENCE_MS = 12000;

/**
 * Follows the feed for as long as the page is open.
 *
 * @param told called with each piece of news
 * @param away called with a sentence while nothing can be told
 */
export function follow(told, away) {
  let source = null;
  let lastHeard = Date.now();
  let known = "";

  function open() {
    source?.close();
    lastHeard = Date.now();
    // The browser's own reconnecting says what is known in a header; a new source says it here.
    source = new EventSource(known === "" ? "/v1/events" : `/v1/events?after=${encodeURIComponent(known)}`);
    source.addEventListener("news", (event) => {
      lastHeard = Date.now();
      known = event.lastEventId;
      told(JSON.parse(event.data));
    });
    source.addEventListener("error", () => {
      away(known === "" ? "The trainer does not answer" : "The trainer does not answer any more");
      if (source.readyState === EventSource.CLOSED) whyNot();
    });
  }

  /** The browser gives up on anything but a broken connection; the status says what it is. */
  async function whyNot() {
    try {
      const answer = await fetch("/v1/events", { signal: AbortSignal.timeout(2000) });
      if (!answer.ok) away((await answer.json()).detail);
      else answer.body.cancel();
    } catch {
      // The sentence stands: there is no trainer.
    }
    setTimeout(open, AGAIN_MS);
  }

  setInterval(() => {
    const silent = Date.now() - lastHeard > SILENCE_MS;
    if (silent && source.readyState === EventSource.OPEN) open();
  }, 1000);
  open();
}
