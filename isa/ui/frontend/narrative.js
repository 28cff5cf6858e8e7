// A long text that reaches the server while it is being typed. The browser's text is the truth:
// it is seeded once per mount, and again only when `seed` changes; never by a rerun. What was typed
// before this script arrived stays, behind what the draft held.
const PAUSE = 700 // ms without a key before the text is sent
const LATE = 5000 // ms before a connection is seen to be lost, in which what is sent may not arrive

// What was typed last, by page and field: a server that took another's place has never heard of it.
const typed = {}
let typing = "" // the page and field being typed in: focus that a heading took, as a page was drawn anew, comes back
const isConnected = () =>
  document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState === "CONNECTED"

export default function ({ parentElement, data: [data], setStateValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const area = find("textarea")
  const state = (parentElement.narrative ??= { seed: undefined, sent: "", timer: 0, speech: 0 })
  const id = "narrative-" + data.id

  const show = (element, suffix, text) => {
    element.id = id + suffix
    element.textContent = text
    element.hidden = !text
  }
  area.id = id
  area.rows = data.rows
  find("label").htmlFor = id
  find("label").textContent = data.label
  show(find(".hint"), "-hint", data.hint)
  show(find(".error"), "-error", data.error && data.words.error.replace("{fault}", () => data.error))
  find(".count").id = id + "-count"
  find(".field").classList.toggle("invalid", Boolean(data.error))
  if (data.error) area.setAttribute("aria-invalid", "true")
  else area.removeAttribute("aria-invalid")
  const described = [data.hint && "-hint", data.error && "-error", data.limit && "-count"]
  area.setAttribute("aria-describedby", described.filter(Boolean).map((s) => id + s).join(" "))

  const place = data.seed.replace(/:\d+$/, " ") + data.id
  const last = typed[place]
  if (state.seed !== data.seed) {
    const isLost = last && last.at + LATE > (window.isaPage?.lostAt ?? Infinity)
    const early = state.seed === undefined && !isLost ? area.value : ""
    state.seed = data.seed
    area.value = data.value
    state.sent = area.value
    area.value = isLost ? last.text : area.value + early
    delete typed[place]
    if (isLost && typing === place) {
      area.focus()
      area.setSelectionRange(last.caret, last.caret)
    }
  } else if (last && last.text === state.sent && isConnected()) delete typed[place]

  const count = (speak) => {
    if (!data.limit) return
    const left = data.limit - Array.from(area.value).length // as the server counts: a letter may be two units
    if (left > data.countFrom) {
      clearTimeout(state.speech)
      find(".count").textContent = find(".spoken").textContent = ""
      return
    }
    const number = Math.abs(left).toLocaleString(data.language)
    const words = data.words[(Math.abs(left) === 1 ? "one" : "some") + (left < 0 ? "Over" : "Left")]
    const counter = find(".count")
    counter.textContent = words.replace("{number}", number)
    counter.classList.toggle("over", left < 0)
    if (!speak) return // drawn again by an answer of the server: what is about to be said is still said
    clearTimeout(state.speech)
    state.speech = setTimeout(() => {
      find(".spoken").textContent = left < data.limit / 10 ? counter.textContent : ""
    }, 1000)
  }
  const send = () => {
    clearTimeout(state.timer)
    if (area.value === state.sent) return
    state.sent = area.value
    setStateValue("text", area.value)
  }
  // What was sent while the connection was gone, or was about to go, never arrived.
  const sendAgain = () => {
    if (typed[place]?.at + LATE > window.isaPage.lostAt) {
      state.sent = undefined
      send()
    }
  }
  const sendWhenHidden = () => document.visibilityState === "hidden" && send()

  area.oninput = () => {
    count(true)
    typed[place] = { text: area.value, at: Date.now(), caret: area.selectionStart }
    clearTimeout(state.timer)
    state.timer = setTimeout(send, PAUSE)
  }
  area.onfocus = () => (typing = place)
  area.onblur = ({ relatedTarget }) => {
    if (relatedTarget?.matches("button, a, input, summary, [tabindex='0']")) typing = ""
    send()
  }
  if (area.value !== state.sent) area.oninput()
  // Streamlit's one-key shortcuts cannot see into a shadow root, so typing "r" or "c" would fire them.
  area.onkeydown = (event) => event.stopPropagation()
  count(false)

  document.addEventListener("visibilitychange", sendWhenHidden)
  window.addEventListener("pagehide", send)
  window.addEventListener("isa-connected", sendAgain)
  return () => {
    window.removeEventListener("isa-connected", sendAgain)
    document.removeEventListener("visibilitychange", sendWhenHidden)
    window.removeEventListener("pagehide", send)
  }
}
