// A picture of agencies and the agreements between them. Positions come from Python, so the same facts
// always give the same picture. It is a picture only: the table and the sentences below it say the same.
import cytoscape from "./cytoscape.esm.min.mjs"

const NARROW = 480
const FEW = 30 // agencies around the middle that may be named all at once
const CROWD = 60 // agencies that a narrow screen can still show apart
const DRAWN = 12 // of a crowd, how many it draws
const NEAR = 1.6 // from this zoom on, names are shown wherever there is room
const LINE = 15 // pixels a line of a name takes
const STYLE = [
  {
    selector: "node",
    style: {
      label: "",
      "font-family": "Arial, Helvetica, sans-serif",
      "font-size": 13,
      color: "#0b0c0c",
      "text-valign": "bottom",
      "text-margin-y": 4,
      "text-wrap": "wrap",
      "text-max-width": 92,
      "text-background-color": "#fff",
      "text-background-opacity": 0.85,
      "text-background-padding": 2,
      shape: "ellipse",
      "background-color": "#fff",
      "border-width": 3,
      "border-color": "#00594f",
    },
  },
  { selector: "node[?core]", style: { shape: "round-rectangle", "background-color": "#00594f", "font-weight": "bold" } },
  { selector: "node.named", style: { label: "data(label)", "z-index": 2 } },
  { selector: "edge", style: { "curve-style": "straight", width: 2, "line-color": "#6f777b", opacity: 0.8 } },
  { selector: 'edge[verdict="covered"]', style: { "line-color": "#004d29", "line-style": "solid", width: 2.4 } },
  { selector: 'edge[verdict="part"]', style: { "line-color": "#6e3619", "line-style": "dashed", "line-dash-pattern": [9, 5], width: 2.4 } },
  { selector: 'edge[verdict="none"]', style: { "line-style": "dashed", "line-dash-pattern": [2, 5] } },
  { selector: "edge.many", style: { width: 1.2, opacity: 0.7 } },
  { selector: 'edge.many[verdict="none"]', style: { width: 0.8, opacity: 0.25 } },
  { selector: ".dim", style: { opacity: 0.28 } },
  { selector: ".picked", style: { "border-color": "#0b0c0c", "border-width": 6, "background-color": "#ffdd00" } },
]

function draw(host, data, state, setStateValue) {
  const cy = cytoscape({
    container: host,
    elements: [
      ...data.nodes.map((node) => ({ data: node, position: { x: 0, y: 0 } })),
      ...data.edges.map((edge) => ({ data: edge })),
    ],
    layout: { name: "preset" },
    style: STYLE,
    userZoomingEnabled: false, // the wheel scrolls the page
    boxSelectionEnabled: false,
    autoungrabify: true,
    minZoom: 0.3,
    maxZoom: 3,
  })
  cy.on("tap", "node", (event) => setStateValue("picked", event.target.id()))
  cy.on("tap", (event) => event.target === cy && setStateValue("picked", null))
  const fit = () => {
    cy.resize()
    const [width, height] = [host.clientWidth, host.clientHeight]
    if (!width) return
    const some = state.whole || width >= NARROW ? cy.nodes() : onNarrow(cy, state.looksAt)
    const edge = width < NARROW ? 26 : 64
    const few = some.length < CROWD
    state.tell(some.length < data.nodes.length)
    const [place, spread] = [some.length < data.nodes.length ? apart(some) : byFact, height - 1.7 * edge]
    const tiny = width < NARROW ? (few ? 0.55 : 0.28) : few ? 1 : 0.5
    cy.batch(() => {
      cy.edges().toggleClass("many", data.edges.length > 300) // so many would be one grey patch
      cy.nodes().not(some).style({ display: "none" })
      some.style({ display: "element" })
      some.positions((node) => {
        const { x, y } = place(node)
        return { x: edge + ((x + 1) / 2) * (width - 2 * edge), y: edge * 0.6 + ((y + 1) / 2) * spread }
      })
      cy.nodes().forEach((node) => {
        const size = node.data("core") ? (width < NARROW ? 19 : few ? 34 : 26) : 20 * tiny
        node.style({ width: size, height: size, "border-width": few ? 3 : width < NARROW ? 1 : 1.5 })
      })
    })
    cy.zoom(1)
    cy.pan({ x: 0, y: 0 })
    name(cy)
  }
  let waiting = 0
  cy.on("zoom", () => {
    cancelAnimationFrame(waiting)
    waiting = requestAnimationFrame(() => name(cy))
  })
  cy.on("mouseover mouseout", "node", (event) => {
    event.target.toggleClass("pointed", event.type === "mouseover")
    name(cy)
  })
  state.watching = new ResizeObserver(fit)
  state.watching.observe(host)
  fit()
  return { cy, fit }
}

// A crowd on a narrow screen is one patch. A few are drawn instead: whoever is looked at, the middle of this
// work, then their partners and those with the most partners.
function onNarrow(cy, looksAt) {
  if (cy.nodes().length < CROWD) return cy.nodes()
  const rank = cy.nodes().sort((one, other) => other.degree() - one.degree())
  const at = cy.nodes().filter((node) => node.id() === looksAt)
  const first = [at, rank.filter("[?core]"), rank.filter((node) => node.edgesWith(at).length > 0), rank]
  const chosen = [...new Set(first.flatMap((some) => some.toArray()))].slice(0, DRAWN)
  return cy.collection(chosen)
}

const byFact = (node) => ({ x: node.data("x"), y: node.data("y") })

// The few that are drawn stand in a ring, in the order of the whole picture.
function apart(some) {
  const turn = (node) => Math.atan2(node.data("y"), node.data("x"))
  const ring = some.toArray().sort((one, other) => turn(one) - turn(other))
  return (node) => {
    const angle = (2 * Math.PI * ring.indexOf(node)) / ring.length
    return { x: Math.cos(angle) * 0.8, y: Math.sin(angle) * 0.9 }
  }
}

// Names where they can be read: of the agency chosen or pointed at first, then its partners, the middle
// and the rest, none over another. Of many agencies only the shapes are drawn; tables and words name all.
function name(cy) {
  const zoom = cy.zoom()
  const narrow = cy.width() < NARROW
  const drawn = cy.nodes(":visible")
  const around = drawn.filter("[!core]").length
  const first = cy.nodes(".picked, .pointed")
  const near = first.neighborhood("node")
  const rest = (narrow && drawn.length > DRAWN) || around > FEW ? zoom >= NEAR : true
  const core = cy.nodes("[?core]").sort((one, other) => other.degree() - one.degree())
  const order = [first, near.length > FEW ? near.filter("[?core]") : near, core, rest ? cy.nodes("[!core]") : []]
  const size = (narrow ? 11 : 13) / Math.max(zoom, 1)
  const taken = []
  const seen = new Set()
  cy.batch(() => {
    cy.nodes().removeClass("named")
    for (const node of order.flatMap((some) => some.toArray?.() ?? [])) {
      if (seen.has(node.id()) || !node.visible()) continue
      seen.add(node.id())
      const box = room(node, size)
      if (!node.is(".picked, .pointed") && taken.some((other) => touch(box, other))) continue
      taken.push(box)
      node.addClass("named").style({ "font-size": size, "text-max-width": 7 * size })
    }
  })
}

// Where the name of an agency would stand, below its shape.
function room(node, size) {
  const { x, y } = node.position()
  const wide = Math.min(7 * size, node.data("label").length * size * 0.55)
  const lines = Math.ceil((node.data("label").length * size * 0.55) / (6 * size))
  const top = y + node.height() / 2
  return { left: x - wide / 2, right: x + wide / 2, top, bottom: top + (lines * size * LINE) / 13 }
}

function touch(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
}

function show(cy, picked) {
  cy.batch(() => {
    cy.elements().removeClass("dim picked")
    const node = picked && cy.getElementById(picked)
    if (!node || !node.length) return
    cy.elements().not(node.closedNeighborhood()).addClass("dim")
    node.addClass("picked")
  })
  name(cy)
}

export default function ({ parentElement, data: [data], setStateValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const state = (parentElement.network ??= {})
  const host = find(".picture")
  const looksAt = data.picked || data.own
  const moves = state.drawn && state.looksAt !== looksAt
  state.looksAt = looksAt
  state.tell = (isLess) => (find(".less").hidden = !isLess)
  find(".less").textContent = data.less
  const facts = JSON.stringify([data.nodes, data.edges])
  if (state.drawn && state.facts !== facts) {
    state.watching.disconnect()
    state.drawn.cy.destroy()
    state.drawn = null
  }
  if (!state.drawn) {
    state.facts = facts
    state.drawn = draw(host, data, state, setStateValue)
  }
  host.setAttribute("aria-label", data.alt)
  data.words.forEach((text, index) => (parentElement.querySelectorAll(".key span")[index].textContent = text))
  data.buttons.forEach((text, index) => (parentElement.querySelectorAll("button")[index].textContent = text))
  const { cy, fit } = state.drawn
  const zoom = (by) => () =>
    cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: host.clientWidth / 2, y: host.clientHeight / 2 } })
  find(".in").onclick = zoom(1.25)
  find(".out").onclick = zoom(0.8)
  find(".all").onclick = () => {
    state.whole = true
    fit()
  }
  if (moves && !find(".less").hidden) fit()
  show(cy, data.picked)
}
