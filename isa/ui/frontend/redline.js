// Two texts as one: words taken out in <del>, words put in in <ins>, each named for those who only hear
// it. Text arrives by textContent only.
function make(tag, text, className) {
  const element = document.createElement(tag)
  if (text !== undefined) element.textContent = text
  if (className) element.className = className
  return element
}

export default function ({ parentElement, data: [data] }) {
  const find = (selector) => parentElement.querySelector(selector)
  find("caption").textContent = data.caption
  find("thead tr").replaceChildren(
    ...data.heads.map((head) => {
      const cell = make("th", head)
      cell.scope = "col"
      return cell
    }),
  )
  const piece = ({ words, look }) => {
    if (!look) return make("span", words)
    const element = make(look === "out" ? "del" : "ins")
    element.append(make("span", data.names[look] + " ", "unseen"), make("span", words), make("span", " " + data.names.end, "unseen"))
    return element
  }
  find("tbody").replaceChildren(
    ...data.rows.map((row) => {
      const line = make("tr")
      const name = make("th", row.label)
      name.scope = "row"
      const cell = make("td")
      cell.append(...row.pieces.map(piece))
      line.append(name, cell)
      return line
    }),
  )
}
