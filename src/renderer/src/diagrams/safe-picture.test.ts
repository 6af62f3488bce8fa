import { describe, expect, it } from 'vitest'
import { parseSafePicture } from './safe-picture.ts'

const svg = (inside: string, attributes = 'viewBox="0 0 200 100"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`

describe('a picture of known elements', () => {
  it.each([
    ['viewBox="0 0 200 100"', 200, 100],
    ['viewBox="-8,-8,200.5,100" width="100%"', 200.5, 100],
    ['width="300" height="150px" viewBox="0 0 1 1"', 300, 150],
  ])('has the size of %s', (attributes, width, height) => {
    const text = svg('<g><path d="M0 0"/></g>', attributes)
    expect(parseSafePicture(text)).toEqual({ svg: text, width, height })
  })

  it.each([
    '<style>#a{fill:url(#b);stroke:url("#c")}@keyframes x{to{opacity:1}}</style>',
    '<path marker-end="url(#a)" style="fill: url(&quot;#b&quot;)"/>',
    '<use href="#a"/><use xlink:href="#b"/>',
    '<text>onclick=alert(1) href="https://x.test" &lt;script&gt; url(x) C:\\temp</text>',
    '<g aria-label="url(https://x.test)" data-id="a\\b"/>',
    '<style/><style>a{}</style><path d="M0&#xA;0&#9;1" style="fill: url(&#39;#b&#39;)"/>',
  ])('may be shown with %s', (inside) => {
    expect(parseSafePicture(svg(inside))).toBeDefined()
  })
})

describe('a picture is not shown', () => {
  it.each([
    '<script>alert(1)</script>',
    '<svg:script>alert(1)</svg:script>',
    '<foreignObject><div>x</div></foreignObject>',
    '<image href="https://x.test/a.png"/>',
    '<a href="https://x.test"><text>x</text></a>',
    '<use href="https://x.test/a.svg#b"/>',
    '<use xlink:href="&#104;ttps://x.test"/>',
    "<use x:href='data:image/svg+xml,x'/>",
    '<path onclick="alert(1)"/>',
    '<path OnLoad = "alert(1)"/>',
    '<path ev:onclick="alert(1)"/>',
    '<path fill="url(https://x.test/a.svg#b)"/>',
    '<path style="background: u\\72l(https://x.test)"/>',
    '<path style="background: &#117;rl(https://x.test)"/>',
    '<path fill="u&#x72;l(https://x.test/a.svg#b)"/>',
    '<g xml:base="https://x.test/"/>',
    '<style>@import "https://x.test/a.css";</style>',
    '<style>a{background:url(//x.test)}</style>',
    '<style>a{background:\\75rl(//x.test)}</style>',
    '<style><![CDATA[a{}]]></style>',
    '<style>a{background:u&#114;l(//x.test)}</style>',
    '<style>@import url(//x.test);<g/></style>',
    '<style><g/>@import url(//x.test);</style>',
    '<style>a{background:image-set("https://x.test/a.png" 1x)}</style>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onclick" to="alert(1)"/>',
    '<feImage href="https://x.test/a.png"/>',
    '<iframe src="https://x.test"/>',
    '<!-- <script> -->',
    '<?xml-stylesheet href="https://x.test/a.css"?>',
    '<g a="<script>"/>',
    '<g',
  ])('with %s', (inside) => {
    expect(parseSafePicture(svg(inside))).toBeUndefined()
  })

  it.each([
    '',
    'svg',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 1 1"></svg>',
    `${svg('')}<script>alert(1)</script>`,
    svg('', ''),
    svg('', 'viewBox="0 0 0 100"'),
    svg('', 'viewBox="0 0 99999 100"'),
    svg('', 'viewBox="0 0 NaN 100"'),
    svg('', 'viewBox="0 0 1 1" onload="alert(1)"'),
  ])('of the form %s', (text) => {
    expect(parseSafePicture(text)).toBeUndefined()
  })
})
