// Owns how an exported HTML file looks: on the screen in light and dark, and on paper. It is inside of the file, which
// loads nothing.

export const htmlStyle = `
:root { color-scheme: light dark; --text: #1d1d1b; --muted: #62625d; --line: #e2e2dd; --quiet: #f5f5f2; --back: #fff; --link: #0b5cad; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e9e9e4; --muted: #a3a39c; --line: #3a3a37; --quiet: #242422; --back: #191918; --link: #7db8f5; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 50rem; padding: 2rem 1.5rem 4rem; background: var(--back); color: var(--text);
  font: 15px/1.6 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: .85rem; margin: 0 0 .5rem; color: var(--muted); font-weight: 600; }
h2 time { font-weight: 400; margin-inline-start: .5rem; }
h3, h4, h5, h6 { line-height: 1.35; margin: 1.2em 0 .4em; }
a { color: var(--link); }
header { margin-bottom: 2rem; }
.facts, .note, .label, .host { color: var(--muted); font-size: .85rem; }
.facts { margin: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
.facts div { display: flex; gap: .4rem; }
.facts dt::after { content: ":"; }
.facts dd { margin: 0; }
article { margin: 0 0 2rem; }
.question { background: var(--quiet); border-radius: 10px; padding: 1rem 1.25rem; }
.plain { white-space: pre-wrap; margin: 0; }
.note { border-inline-start: 3px solid var(--line); padding-inline-start: .75rem; }
details { border: 1px solid var(--line); border-radius: 6px; padding: .4rem .75rem; margin: .5rem 0; }
summary { cursor: pointer; color: var(--muted); font-size: .85rem; }
pre { background: var(--quiet); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto; white-space: pre-wrap; }
code { font: .87em/1.5 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace; }
:not(pre) > code { background: var(--quiet); border-radius: 4px; padding: .1em .3em; }
blockquote { margin: 1em 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); color: var(--muted); }
.table { overflow-x: auto; }
table { border-collapse: collapse; margin: 1em 0; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: start; vertical-align: top; }
th { background: var(--quiet); }
td.is-center, th.is-center { text-align: center; }
td.is-right, th.is-right { text-align: end; }
img { max-width: 100%; height: auto; border-radius: 6px; }
sup a { text-decoration: none; }
.references { font-size: .87rem; padding-inline-start: 1.5rem; }
.index { list-style: none; padding: 0; }
.index li { padding: .35rem 0; border-bottom: 1px solid var(--line); }
@media print {
  :root { color-scheme: light; --text: #000; --muted: #444; --line: #bbb; --quiet: #f4f4f4; --back: #fff; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h1, h2, h3, h4, h5, h6 { break-after: avoid; }
  pre, table, img, blockquote, details { break-inside: auto; }
  tr, img { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .question { border: 1px solid var(--line); }
}
`
