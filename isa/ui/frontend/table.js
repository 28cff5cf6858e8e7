// A real table: headings, row headings, buttons in cells, sorting in the browser (or on the server,
// where the rows are a page of many), and cards when the screen is narrow (explicit roles keep the meaning there). Text arrives by textContent only.
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

export default function ({ parentElement, data: [data], setStateValue, setTriggerValue }) {
  const chosen = (parentElement.chosen ??= new Set())
  if (data.ticked && parentElement.seed !== data.tickSeed) {
    parentElement.seed = data.tickSeed
    chosen.clear()
    data.ticked.forEach((id) => chosen.add(id))
  }
  const find = (selector) => parentElement.querySelector(selector)
  const given = { column: data.sorted, descending: data.descending }
  const state = data.sortedThere ? given : (parentElement.order ??= given)
  const go = (target) => setTriggerValue("go", target)
  const focused = parentElement.activeElement?.dataset.key

  find("caption").textContent = data.caption
  find("caption").className = data.showCaption ? "" : "unseen"
  find("thead").hidden = data.hideHead

  const tell = () => {
    setStateValue("ticked", [...chosen].sort())
    showAll()
  }
  const box = (key, name, isOn, action) => {
    const label = make("label", "", undefined, "tick")
    const input = make("input")
    input.type = "checkbox"
    input.checked = isOn
    input.dataset.key = key
    input.onchange = () => action(input.checked)
    label.append(input, make("span", "", name, "unseen"))
    return label
  }
  const set = (id, isOn) => (isOn ? chosen.add(id) : chosen.delete(id))
  const showAll = () => {
    const all = find('input[data-key="tick-all"]')
    if (!all) return
    const count = data.rows.filter((row) => chosen.has(row.tick)).length
    all.checked = count > 0 && count === data.rows.length
    all.indeterminate = count > 0 && count < data.rows.length
  }
  const tickAll = () => {
    const cell = make("th", "columnheader", undefined, "ticks")
    cell.scope = "col"
    cell.append(
      box("tick-all", data.tickWords[1], false, (isOn) => {
        data.rows.forEach((row) => set(row.tick, isOn))
        draw()
        refocus("tick-all")
        tell()
      })
    )
    return cell
  }
  const tick = (row) => {
    const cell = make("td", "cell", undefined, "ticks")
    cell.append(
      box("tick-" + row.tick, data.tickWords[0] + " " + row.tickName, chosen.has(row.tick), (isOn) => {
        set(row.tick, isOn)
        tell()
      })
    )
    return cell
  }
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
    if (data.ticked) line.append(tick(row))
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
    if (state.column >= 0 && !data.sortedThere) rows.sort(compare(state.column, state.descending, data.language))
    find("thead tr").replaceChildren(...(data.ticked ? [tickAll()] : []), ...data.columns.map(heading))
    find("tbody").replaceChildren(...rows.map(body))
    showAll()
  }
  const refocus = (key) => {
    if (key) [...parentElement.querySelectorAll("button, input")].find((b) => b.dataset.key === key)?.focus()
  }
  const sortBy = (index) => {
    if (data.sortedThere) {
      const turned = state.column === index && !state.descending
      setTriggerValue("sort", String(index) + (turned ? "-" : ""))
      return
    }
    state.descending = state.column === index ? !state.descending : false
    state.column = index
    draw()
    refocus("sort-" + index)
  }
  draw()
  refocus(focused)
}
