// After an action the back office shows by itself what came of it: Qliro reports a moment later.
const live = document.getElementById('live');
const path = '/backoffice/' + encodeURIComponent(live.dataset.orderId);
const patienceMilliseconds = 60000;

const isTyping = () => live.contains(document.activeElement) && document.activeElement.tagName === 'INPUT';

async function look() {
  const answer = await fetch(path + '/version', { cache: 'no-store' });
  if (!answer.ok || isTyping()) return;
  if (await answer.text() === live.dataset.version) return;
  const page = new DOMParser().parseFromString(await (await fetch(path, { cache: 'no-store' })).text(), 'text/html');
  const newer = page.getElementById('live');
  if (!newer || isTyping()) return;
  live.dataset.version = newer.dataset.version;
  live.replaceChildren(...newer.childNodes);
}

// Soon after an action often, later seldom: each look reads the order at Norce.
async function watch(began, wait) {
  await new Promise(done => setTimeout(done, wait));
  try {
    await look();
  } catch {
    // The shop is being restarted.
  }
  if (Date.now() - began < patienceMilliseconds) await watch(began, Math.min(wait * 1.3, 4000));
}

if (document.querySelector('[data-testid=result]')) watch(Date.now(), 300);
