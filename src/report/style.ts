/** How the reports look: in light and in dark, on a phone and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1d2129; --soft: #59606e; --line: #c9ced8; --paper: #ffffff; --card: #f4f6f9;
  --first: #1f6fb5; --second: #d0792b; --right: #57a773; --wrong: #e58b57; --mark: #ffe48a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8eaef; --soft: #a7afbd; --line: #454c5a; --paper: #15181e; --card: #1e232c;
    --first: #6cb2ee; --second: #efa35f; --right: #2f8a53; --wrong: #b5602c; --mark: #6b5710;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic UI", Meiryo, sans-serif;
}
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
header p, .note { color: var(--soft); margin: .25rem 0 1rem; overflow-wrap: anywhere; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; margin: 0; }
dl.figures > div { background: var(--card); border-radius: .5rem; padding: .6rem .8rem; }
dl.figures dt { color: var(--soft); font-size: .85rem; line-height: 1.35; }
dl.figures dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
dl.figures dd small { display: block; font-size: .8rem; color: var(--soft); }
figure { margin: 0; }
.scroll { overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible { outline: 2px solid var(--first); outline-offset: 2px; }
figure svg { display: block; max-width: none; height: auto; }
.scales svg { max-width: 100%; }
.pair { display: flex; flex-wrap: wrap; gap: 2rem; }
.pair > * { flex: 1 1 20rem; min-width: 0; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; margin: .5rem 0; }
th, td { padding: .2rem .7rem; text-align: left; border-bottom: 1px solid var(--line); font-weight: normal; }
thead th { color: var(--soft); white-space: nowrap; }
td.number, th.number { text-align: right; }
details { margin: .5rem 0; }
summary { cursor: pointer; color: var(--soft); padding: .25rem 0; }
ol.records { list-style: none; margin: 0; padding: 0; }
ol.records > li { border: 1px solid var(--line); border-radius: .5rem; padding: .7rem .9rem; margin: 0 0 .8rem; }
.head { display: flex; flex-wrap: wrap; gap: .15rem .8rem; align-items: baseline; overflow-wrap: anywhere; }
.head .id { color: var(--soft); font-size: .85rem; }
.from { text-decoration: line-through; text-decoration-color: var(--soft); }
.to { font-weight: 600; }
.why { margin: .4rem 0; overflow-wrap: anywhere; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .95rem; margin: .3rem 0; }
mark { background: var(--mark); color: inherit; border-radius: .15rem; padding: 0 .1em; }
@media print { details { display: block; } body { max-width: none; } }
`;
