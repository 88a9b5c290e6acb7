// demarche: the search page. Loads the slices of the index that the typed words need, and nothing else.
'use strict';
(() => {
  const form = document.getElementById('find');
  const input = document.getElementById('q');
  const status = document.getElementById('found');
  const results = document.getElementById('results');
  const names = document.getElementById('names');
  if (!form || !window.fetch) return;

  const SLICES = 2; // of words that one typed beginning may ask for
  const NAMED = 24; // things and
  const SHOWN = { event: 6, sentence: 8 }; // entries at first
  const MORE = 20;
  const root = form.dataset.root;
  const kept = new Map();
  let index = null;
  let turn = 0;
  let more = {};

  const get = (name) => {
    const url = `${root}search/${name}.json`;
    if (!kept.has(name)) {
      const asked = fetch(index ? `${url}?${index.made}` : url, index ? {} : { cache: 'no-cache' }).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      });
      asked.catch(() => kept.delete(name));
      kept.set(name, asked);
    }
    return kept.get(name);
  };

  // The same as `folded` and `terms` in src/site/fold.rs.
  const fold = (text) => [...text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')].map((c) => index.letters[c] ?? c).join('');
  const terms = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean).map((word) => [...word].slice(0, 24).join(''));

  // The slice in which a word stands or would stand.
  const slice = (starts, word) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };

  // The numbers of all records with a word that begins so; `partly` when a word is too common to know them all.
  // A word that was finished and is known stands for itself.
  const numbers = async (tier, starts, word, finished) => {
    const first = slice(starts, word);
    const pairs = [...(await get(tier + first))];
    const whole = tier === 'e' && (word.length < 3 || (finished && pairs.includes(word)));
    const last = Math.min(first + (whole || finished ? 1 : SLICES), starts.length);
    for (let n = first + 1; n < last && starts[n].startsWith(word); n += 1) pairs.push(...(await get(tier + n)));
    const found = new Set();
    let partly = false;
    for (let at = 0; at < pairs.length; at += 2) {
      if (whole ? pairs[at] !== word : !pairs[at].startsWith(word)) continue;
      const cut = pairs[at + 1][0] === '~';
      partly ||= cut;
      let number = 0;
      for (const step of pairs[at + 1].slice(cut ? 1 : 0).split(' ')) found.add((number += parseInt(step, 36)));
    }
    return { found, partly };
  };

  // Records that have all the words, best first. Of a word that is too common only the best records are known:
  // beside other words it rules nothing out, but what is known to have it comes first.
  const matching = async (tier, starts, words) => {
    if (!starts.length) return [];
    const lists = [];
    for (const word of words) {
      lists.push(await numbers(tier, starts, word, lists.length < words.length - 1));
      if (!lists.at(-1).found.size) return [];
    }
    const sure = lists.filter((list) => !list.partly);
    const [least, ...others] = (sure.length ? sure : lists).sort((a, b) => a.found.size - b.found.size);
    const common = sure.length ? lists.filter((list) => list.partly) : [];
    const known = (number) => common.filter((list) => list.found.has(number)).length;
    return [...least.found]
      .filter((number) => others.every((list) => list.found.has(number)))
      .map((number) => [known(number), number])
      .sort((a, b) => b[0] - a[0] || a[1] - b[1])
      .map(([, number]) => number);
  };

  const record = async (number) => {
    const records = await get(`d${Math.floor(number / index.records)}`);
    const [kind, words, note, path] = records[number % index.records];
    return { kind: index.kinds[kind], words, note, path };
  };

  const marked = (text, words) => {
    const out = document.createDocumentFragment();
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const folded = fold(match[0]);
      if (!words.some((word) => folded.startsWith(word))) continue;
      out.append(text.slice(end, match.index));
      const mark = document.createElement('mark');
      mark.textContent = match[0];
      out.append(mark);
      end = match.index + match[0].length;
    }
    out.append(text.slice(end));
    return out;
  };

  const item = (one, words) => {
    const li = document.createElement('li');
    const a = document.createElement('a');
    a.href = root + one.path;
    a.append(marked(one.words, words));
    li.append(a);
    if (one.note) {
      const note = document.createElement('span');
      note.className = 'meta';
      note.textContent = one.note;
      li.append(note);
    }
    return li;
  };

  const section = (kind) => results.querySelector(`[data-kind="${kind}"]`);

  const clear = () => {
    for (const one of results.children) {
      one.hidden = true;
      one.querySelector('ol').replaceChildren();
      one.querySelector('button').hidden = true;
    }
    more = {};
  };

  const add = async (found, words, mine) => {
    for (const number of found) {
      const one = await record(number);
      if (mine !== turn) return;
      const place = section(one.kind);
      place.hidden = false;
      place.querySelector('ol').append(item(one, words));
    }
  };

  const rest = (kind, found, words) => {
    more[kind] = { found, words };
    section(kind).querySelector('button').hidden = !found.length;
  };

  const say = (text) => {
    status.textContent = text;
  };

  const address = (asked) => {
    const url = new URL(location.href);
    if (asked) url.searchParams.set('q', asked);
    else url.searchParams.delete('q');
    history.replaceState(null, '', url);
  };

  const search = async () => {
    const mine = (turn += 1);
    const asked = input.value.trim();
    address(asked);
    try {
      index ??= await get('index');
      if (mine !== turn) return;
      const words = terms(asked);
      names.hidden = words.length > 0;
      results.hidden = !words.length;
      if (!words.length) {
        clear();
        say('');
        return;
      }
      const things = await matching('t', index.things, words);
      if (mine !== turn) return;
      clear();
      await add(things.slice(0, NAMED), words, mine);
      const entries = await matching('e', index.entries, words);
      if (mine !== turn) return;
      const events = entries.filter((number) => number < index.first[2]);
      const sentences = entries.filter((number) => number >= index.first[2]);
      const n = things.length + entries.length;
      say(n ? form.dataset.found.replace('{n}', String(n)) : form.dataset.none.replace('{q}', asked));
      await add(events.slice(0, SHOWN.event), words, mine);
      await add(sentences.slice(0, SHOWN.sentence), words, mine);
      if (mine !== turn) return;
      rest('event', events.slice(SHOWN.event), words);
      rest('sentence', sentences.slice(SHOWN.sentence), words);
    } catch {
      if (mine !== turn) return;
      names.hidden = false;
      say(form.dataset.failed);
    }
  };

  results.addEventListener('click', async (event) => {
    const place = event.target.closest('button')?.parentElement;
    if (!place) return;
    const { found, words } = more[place.dataset.kind];
    const last = place.querySelector('li:last-child');
    rest(place.dataset.kind, found.slice(MORE), words);
    await add(found.slice(0, MORE), words, turn);
    last?.nextElementSibling?.querySelector('a').focus();
  });

  // Arrows go from the field through the results and back.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [input, ...results.querySelectorAll('section:not([hidden]) a')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next || results.hidden) return;
    event.preventDefault();
    next.focus();
  });

  let waiting = 0;
  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 90);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    search();
  });
  form.hidden = false;
  input.value = new URL(location.href).searchParams.get('q') ?? '';
  if (input.value) search();
  input.focus({ preventScroll: true });
})();
