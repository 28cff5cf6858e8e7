// Says in our own words that the connection is lost, and that it is back. Streamlit's own message is a
// window over the page that takes the keyboard away from what is being typed, and says what to do with
// a program that nobody here has heard of. It is closed as it opens.
const SHORT = 2000 // ms; a break that mends itself sooner is not worth a word

const theirs = () =>
  [...document.querySelectorAll("[role=dialog]")].find((one) => one.textContent.startsWith("Connection error"))

// ``words`` gives the sentence for a connection that is ``lost`` and for one that is ``back``; ``lost`` is
// called as it goes. Returns what takes the word that it is back away again.
export function watchConnection(words, lost) {
  const strip = document.createElement("div")
  strip.className = "connection"
  strip.setAttribute("aria-live", "assertive")
  document.body.append(strip)
  const say = (word) => {
    strip.textContent = word ? words()[word] : ""
    strip.dataset.word = word
  }
  let timer = 0
  let held // where focus was; a window that closes gives it back to the page, not to a long text
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("[role=dialog]")) held = event.composedPath()[0]
  })
  const close = () => {
    const dialog = theirs()
    if (dialog) {
      isClosing = true
      dialog.querySelector("button")?.click()
    } else if (isClosing) {
      isClosing = false
      setTimeout(() => document.activeElement === document.body && held?.focus({ preventScroll: true }), 0)
    }
  }
  let isClosing = false
  const look = () => {
    const app = document.querySelector("[data-testid=stApp]")
    if (!app) return
    close()
    const isLost = app.dataset.testConnectionState !== "CONNECTED"
    if (!isLost) {
      if (timer) window.dispatchEvent(new Event("isa-connected"))
      clearTimeout(timer)
      timer = 0
      if (strip.dataset.word === "lost") say("back")
      return
    }
    if (timer || strip.dataset.word === "lost") return
    lost()
    timer = setTimeout(() => say("lost"), SHORT)
  }
  new MutationObserver(look).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["data-test-connection-state"],
  })
  return () => strip.dataset.word === "back" && say("")
}
