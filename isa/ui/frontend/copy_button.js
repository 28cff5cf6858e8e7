// Copies a finished text, and says so. Falls back to selecting it when the clipboard is refused.
export default function ({ parentElement, data: [data] }) {
  const find = (selector) => parentElement.querySelector(selector)
  find("button").textContent = data.label
  find("pre").textContent = data.text
  find("button").onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text)
      find(".said").textContent = data.copied
    } catch {
      getSelection().selectAllChildren(find("pre"))
      find(".said").textContent = data.selected
    }
  }
}
