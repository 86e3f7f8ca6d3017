// Every pair of the design's tokens that meets on the screen, in both themes, against WCAG 2.2.
import { readFile } from 'node:fs/promises'

const css = await readFile(new URL('../src/styles.css', import.meta.url), 'utf8')
const tokens = (start) => {
  const block = css.slice(css.indexOf(start), css.indexOf('}', css.indexOf(start)))
  return Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]))
}

const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const luminance = (hex) =>
  [1, 3, 5]
    .map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255))
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0)
const contrast = (one, other) => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const grounds = ['bg', 'surface', 'hover', 'selected']
const states = ['debug', 'info', 'warning', 'error', 'ok']
const text = [
  ...['text', 'muted', 'accent'].flatMap((ink) => grounds.map((ground) => [ink, ground])),
  ...states.flatMap((state) => [...grounds.slice(0, 2), `${state}-bg`].map((ground) => [state, ground])),
  ...states.map((state) => ['text', `${state}-bg`]),
  ['critical', 'critical-bg'],
  ['on-accent', 'accent'],
]
const shapes = [
  ...grounds.slice(0, 2).map((ground) => ['control', ground]),
  ...['debug', 'info', 'warning', 'error', 'critical', 'ok'].flatMap((state) =>
    grounds.slice(0, 2).map((ground) => [`${state}-bar`, ground]),
  ),
]

let red = 0
for (const [theme, start] of [
  ['light', ':root {'],
  ['dark', "[data-theme='dark'] {"],
]) {
  const palette = tokens(start)
  for (const [pairs, least] of [
    [text, 4.5],
    [shapes, 3],
  ]) {
    const worst = pairs.map(([ink, ground]) => ({
      pair: `${ink} on ${ground}`,
      ratio: contrast(palette[ink], palette[ground]),
    }))
    for (const { pair, ratio } of worst.filter(({ ratio }) => !(ratio >= least))) {
      console.error(`${theme}: ${pair} is ${ratio.toFixed(2)}, at least ${least} is needed`)
      red++
    }
    const lowest = worst.reduce((low, each) => (each.ratio < low.ratio ? each : low))
    console.log(`${theme}: ${pairs.length} pairs, lowest ${lowest.ratio.toFixed(2)} (${lowest.pair})`)
  }
}
if (red > 0) process.exit(1)
