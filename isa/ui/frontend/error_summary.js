// Every fault of the page in one place, announced and focused after each attempt to continue.
const box = (key) => document.querySelector(".st-key-" + CSS.escape(key))
const FIELD = "input, textarea, select, button"

// A narrative's textarea lives in a shadow root, where a plain query does not reach.
function fieldIn(holder) {
  const checked = holder.querySelector("input[type=radio]:checked")
  const plain = checked || holder.querySelector(FIELD)
  if (plain) return plain
  for (const element of holder.querySelectorAll("*")) {
    const inside = element.shadowRoot && element.shadowRoot.querySelector(FIELD)
    if (inside) return inside
  }
  return null
}

export default function ({ parentElement, data: [data] }) {
  const summary = parentElement.querySelector(".summary")
  const lines = data.faults.map((fault) => {
    const line = document.createElement("li")
    const link = document.createElement("a")
    link.textContent = fault.text
    link.href = "#" + fault.key
    link.onclick = (event) => {
      event.preventDefault()
      const holder = box(fault.key)
      const field = holder && fieldIn(holder)
      if (!field) return
      holder.scrollIntoView({ block: "center" })
      field.focus({ preventScroll: true })
    }
    if (fault.key) line.append(link)
    else line.textContent = fault.text
    return line
  })
  summary.querySelector("ul").replaceChildren(...lines)
  if (parentElement.attempt !== data.attempt) {
    parentElement.attempt = data.attempt
    setTimeout(() => {
      summary.focus({ preventScroll: true })
      summary.scrollIntoView({ block: "center" })
    }, 120)
  }
}
