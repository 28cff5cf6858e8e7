// What Streamlit does not do for a screen reader or a keyboard: move focus to a new page's heading,
// tie hints and errors to their controls, name groups, and say things politely. Draws nothing.
import { watchConnection } from "./connection.js"

const RETRIES = 40
const WAIT = 50 // ms; the page's other elements may mount after this one

const box = (key) => document.querySelector(".st-key-" + CSS.escape(key))
const control = (element) =>
  element.querySelector("[role=radiogroup], textarea, input, select, button")

function idOf(key) {
  const element = box(key)
  if (element && !element.id) element.id = "part-" + key
  return element && element.id
}

function setOrDrop(element, name, value) {
  if (value) element.setAttribute(name, value)
  else element.removeAttribute(name)
}

function describe(field) {
  const holder = box(field.key)
  const target = holder && (field.group ? holder : control(holder))
  const ids = field.by.map(idOf)
  if (!target || ids.includes(null)) return false
  setOrDrop(target, "aria-describedby", ids.join(" "))
  if (field.group) {
    target.setAttribute("role", "group")
    setOrDrop(target, "aria-labelledby", idOf(field.label))
    for (const input of holder.querySelectorAll("input")) setOrDrop(input, "aria-invalid", field.invalid && "true")
    return true
  }
  setOrDrop(target, "aria-invalid", field.invalid && "true")
  const label = field.label && box(field.label)
  if (label) label.onclick = () => target.focus()
  return true
}

function name(entry) {
  const target = box(entry.key)?.querySelector("button, a")
  if (target) target.setAttribute("aria-label", entry.name)
  return Boolean(target)
}

function announce(key) {
  const holder = box(key)
  if (holder) holder.setAttribute("role", "status")
  return Boolean(holder)
}

const main = () => document.querySelector("[data-testid=stMain]")
const sheetOf = (heading) => heading.closest("[class*=st-key-sheet-]")?.className.match(/st-key-sheet-\w+/)[0]

// Somebody who has begun to answer on the new page keeps their place: taking focus would lose keys,
// and moving the page would move it under their hand.
function isAnswering() {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return Boolean(active?.matches("textarea, input"))
}

// What is to be done now stands above the heading: whoever hears the heading hears it with it.
function takeFocus(heading) {
  const now = heading.closest("[class*=st-key-sheet-]")?.querySelector(".st-key-act-now")
  if (now) now.id = "part-act-now"
  setOrDrop(heading, "aria-describedby", now && now.id)
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}

// Once a page is drawn to its end: for one whose heading was not new, so that its beginning was not seen.
function focusHeading(words, memory, left) {
  const found = main()?.querySelector("h1")
  if (found && found === memory.begun) return
  if (found && found.textContent.replaceAll("\u2060", "").trim() === words) {
    if (!isAnswering()) takeFocus(found)
  } else if (left > 0) setTimeout(() => focusHeading(words, memory, left - 1), WAIT)
}

// A page that takes the place of another begins at its top, with its heading, before it is first
// painted: one that is read and then moves is pressed in the wrong place, and keys pressed while focus
// is nowhere go astray.
function beginAtTheTop(memory) {
  memory.begun = main()?.querySelector("h1") // this page may be read already: only one that follows begins anew
  let last = memory.begun && sheetOf(memory.begun)
  new MutationObserver(() => {
    const found = main()?.querySelector("h1")
    const sheet = found && sheetOf(found)
    if (!sheet || sheet === last) return
    last = sheet
    memory.begun = found
    main().scrollTo(0, 0)
    if (!document.activeElement?.closest("." + sheet)) takeFocus(found)
  }).observe(document.body, { childList: true, subtree: true })
}

// A button that is disabled while it works (a download is being made) lets focus fall to nowhere: it
// gets focus back once it can be pressed again.
function giveFocusBack({ target: button }) {
  if (!button.disabled) return
  const watch = new MutationObserver(() => {
    if (button.disabled) return
    watch.disconnect()
    if (document.activeElement === document.body) button.focus({ preventScroll: true })
  })
  watch.observe(button, { attributeFilter: ["disabled"] })
}

// The button that chooses a file gives way to the file that was chosen, and that one's button to the first
// again: focus goes on to what stands in its place. Whoever has moved on meanwhile stays where they are.
function stayAtTheFile({ target }) {
  const field = target.closest?.("[data-testid=stFileUploader]")
  if (!field) return
  const watch = new MutationObserver(() => {
    if (document.activeElement !== document.body) return
    const instead = [...field.querySelectorAll("section button")].pop()
    if (instead) instead.focus({ preventScroll: true })
  })
  watch.observe(field, { childList: true, subtree: true })
  setTimeout(() => watch.disconnect(), RETRIES * WAIT)
}

// Whoever had to sign in comes back to the page they asked for: signing in ends at the start page. The
// address holds opaque ids, and is forgotten with this tab.
const ASKED_FOR = "isa-asked-for"
function comeBack(page) {
  const here = location.pathname + location.search
  const asked = sessionStorage.getItem(ASKED_FOR)
  if (page === "door") return sessionStorage.setItem(ASKED_FOR, here)
  sessionStorage.removeItem(ASKED_FOR)
  // With our own origin in front: a path that begins with two slashes would name another site.
  if (asked && asked !== "/" && asked !== here) location.replace(location.origin + asked)
}

// Streamlit reruns the page on "r" and offers to clear caches on "c", with no way to turn it off
// (WCAG 2.1.4). Both keys do nothing here unless something is being typed.
function muteShortcuts(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^[rc]$/i.test(event.key)) return
  const target = event.composedPath()[0]
  if (!target.closest?.("input, textarea, select, [contenteditable]")) event.stopImmediatePropagation()
}

export default function ({ parentElement, data: [data], setStateValue }) {
  const live = parentElement.querySelector(".live")
  let timer = 0
  let left = RETRIES
  const apply = () => {
    const done = [...data.fields.map(describe), ...data.names.map(name), ...data.live.map(announce)]
    if (done.includes(false) && left-- > 0) timer = setTimeout(apply, WAIT)
  }
  apply()
  document.documentElement.lang = data.language

  // On the window, because every Streamlit page mounts a new component.
  const memory = (window.isaPage ??= { page: undefined, said: 0 })
  if (!memory.muted) {
    memory.muted = true
    window.addEventListener("keydown", muteShortcuts, true)
    document.addEventListener("focusout", giveFocusBack)
    for (const kind of ["click", "change"]) document.addEventListener(kind, stayAtTheFile, true)
    beginAtTheTop(memory)
    memory.settle = watchConnection(
      () => memory.connection,
      () => {
        memory.lostAt = Date.now()
        memory.remember()
      },
    )
  }
  memory.connection = data.connection
  memory.remember = () => setStateValue("seen", data.seen)
  if (memory.page !== data.page) {
    const isFirst = memory.page === undefined
    if (isFirst || data.page === "door") comeBack(data.page)
    memory.page = data.page
    memory.settle()
    if (!isFirst && !data.keepFocus) setTimeout(() => focusHeading(data.heading, memory, RETRIES), WAIT)
  }
  if (data.say && memory.said !== data.sayNonce) {
    memory.said = data.sayNonce
    setTimeout(() => (live.textContent = data.say), 150)
  }
  return () => clearTimeout(timer)
}
