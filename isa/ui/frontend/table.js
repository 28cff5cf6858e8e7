// A real table: headings, row headings, buttons in cells, sorting in the browser, and cards when the
// screen is narrow (explicit roles keep the meaning there). Text arrives by textContent only.
function make(tag, role, text, className) {
  const element = document.createElement(tag)
  if (role) element.setAttribute("role", role)
  if (text !== undefined) element.textContent = text
  if (className) element.className = className
  return element
}

function button(text, className, key, action) {
  const element = make("button", "", text, className)
  element.type = "button"
  element.dataset.key = key
  element.onclick = action
  return element
}

function cellContent(cell, key, go) {
  const className = cell.tag ? "tag " + cell.tag : ""
  if (!cell.go) return cell.tag ? make("span", "", cell.text, className) : document.createTextNode(cell.text)
  const element = button(cell.text, className, key, () => go(cell.go))
  if (cell.more) element.append(make("span", "", " " + cell.more, "unseen"))
  return element
}

function compare(column, descending, language) {
  const value = (row) => {
    const cell = row.cells[column]
    return cell.sort === "" ? cell.text : cell.sort
  }
  const order = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), language, { numeric: true })
  return (a, b) => (descending ? -1 : 1) * order(value(a), value(b))
}

export default function ({ parentElement, data, setTriggerValue }) {
  const find = (selector) => parentElement.querySelector(selector)
  const state = (parentElement.order ??= { column: data.sorted, descending: data.descending })
  const go = (target) => setTriggerValue("go", target)
  const focused = parentElement.activeElement?.dataset.key

  find("caption").textContent = data.caption
  find("caption").className = data.showCaption ? "" : "unseen"
  find("thead").hidden = data.hideHead

  const heading = (column, index) => {
    const cell = make("th", "columnheader", undefined, column.number ? "number" : "")
    cell.scope = "col"
    if (column.sortable) {
      const sorted = state.column === index
      cell.setAttribute("aria-sort", sorted ? (state.descending ? "descending" : "ascending") : "none")
      cell.append(button(column.label, "", "sort-" + index, () => sortBy(index)))
    } else cell.append(make("span", "", column.label, column.hidden ? "unseen" : ""))
    return cell
  }
  const body = (row) => {
    const line = make("tr", "row")
    row.cells.forEach((cell, index) => {
      const column = data.columns[index]
      const element = make(index ? "td" : "th", index ? "cell" : "rowheader")
      if (!index) element.scope = "row"
      else if (!column.hidden && !data.hideHead) element.dataset.label = column.label
      element.classList.toggle("number", column.number)
      element.classList.toggle("action", column.hidden)
      element.append(cellContent(cell, row.key + "-" + index, go))
      line.append(element)
    })
    return line
  }
  const draw = () => {
    const rows = data.rows.map((row, index) => ({ ...row, key: row.key || String(index) }))
    if (state.column >= 0) rows.sort(compare(state.column, state.descending, data.language))
    find("thead tr").replaceChildren(...data.columns.map(heading))
    find("tbody").replaceChildren(...rows.map(body))
  }
  const refocus = (key) => {
    if (key) [...parentElement.querySelectorAll("button")].find((b) => b.dataset.key === key)?.focus()
  }
  const sortBy = (index) => {
    state.descending = state.column === index ? !state.descending : false
    state.column = index
    draw()
    refocus("sort-" + index)
  }
  draw()
  refocus(focused)
}
