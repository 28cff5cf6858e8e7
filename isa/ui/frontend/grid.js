// A grid of choices already made: rows by columns, one word in each cell, its reason on focus or click.
// One tab stop; arrow keys, Home, End and Page keys move in it. A large grid is drawn a window at a
// time. Cards when the screen is narrow. Text arrives by textContent only.
const ROWS = 20
const COLUMNS = 4

function make(tag, role, text, className) {
  const element = document.createElement(tag)
  if (role) element.setAttribute("role", role)
  if (text !== undefined) element.textContent = text
  if (className) element.className = className
  return element
}

const clamp = (value, most) => Math.max(0, Math.min(value, most))
const start = (place, size) => Math.floor(place / size) * size

export default function ({ parentElement, data: [data] }) {
  const find = (selector) => parentElement.querySelector(selector)
  const state = (parentElement.grid ??= { row: 0, column: 0 })
  const last = { row: data.rows.length - 1, column: data.columns.length - 1 }
  state.row = clamp(state.row, last.row)
  state.column = clamp(state.column, last.column)
  const hadFocus = parentElement.activeElement?.dataset?.cell !== undefined
  find("caption").textContent = data.caption

  const cellAt = (row, column) => data.rows[row].cells[column]
  const explain = () => {
    const cell = cellAt(state.row, state.column)
    find(".about").textContent = data.rows[state.row].label + ", for " + data.columns[state.column] + ": " + cell.word
    find(".reason").textContent = data.reasons[cell.why]
  }
  const shown = (row, column) => find('[data-cell="' + row + "-" + column + '"]')
  const move = (row, column) => {
    const before = [start(state.row, ROWS), start(state.column, COLUMNS)].join()
    state.row = clamp(row, last.row)
    state.column = clamp(column, last.column)
    if (before !== [start(state.row, ROWS), start(state.column, COLUMNS)].join()) draw()
    for (const one of parentElement.querySelectorAll("[data-cell]")) one.tabIndex = -1
    const target = shown(state.row, state.column)
    target.tabIndex = 0
    explain()
    return target
  }
  const keys = {
    ArrowRight: () => move(state.row, state.column + 1),
    ArrowLeft: () => move(state.row, state.column - 1),
    ArrowDown: () => move(state.row + 1, state.column),
    ArrowUp: () => move(state.row - 1, state.column),
    PageDown: () => move(state.row + ROWS, state.column),
    PageUp: () => move(state.row - ROWS, state.column),
    Home: (event) => move(event.ctrlKey ? 0 : state.row, 0),
    End: (event) => move(event.ctrlKey ? last.row : state.row, last.column),
  }

  const button = (row, column) => {
    const cell = cellAt(row, column)
    const element = make("button", "", cell.word, "cell " + cell.look)
    element.type = "button"
    element.dataset.cell = row + "-" + column
    element.tabIndex = row === state.row && column === state.column ? 0 : -1
    element.setAttribute("aria-describedby", "why-" + cell.why)
    element.append(make("span", "", " " + data.rows[row].label + ", for " + data.columns[column], "unseen"))
    element.onfocus = element.onclick = () => (state.row === row && state.column === column ? explain() : move(row, column))
    return element
  }
  const turn = (name, text, isThere, action) => {
    const element = make("button", "", text, "turn")
    element.type = "button"
    element.dataset.turn = name
    element.disabled = !isThere
    element.onclick = action
    return element
  }
  const range = (what, from, size, most) => what + " " + (from + 1) + " to " + Math.min(from + size, most) + " of " + most
  const turns = (top, left) => {
    const parts = []
    const many = (what, name, from, size, most, go) => {
      if (most <= size) return
      parts.push(make("span", "", range(what, from, size, most), "range"))
      parts.push(turn(name + "-back", "Previous " + what.toLowerCase(), from > 0, () => go(from - size)))
      parts.push(turn(name + "-on", "Next " + what.toLowerCase(), from + size < most, () => go(from + size)))
    }
    const at = (name, step) => {
      step()
      const same = find('[data-turn="' + name + '"]')
      if (same && !same.disabled) same.focus()
      else parentElement.querySelector("[data-turn]:not(:disabled)")?.focus()
    }
    many(data.columnWord, "columns", left, COLUMNS, data.columns.length, (to) => at(to > left ? "columns-on" : "columns-back", () => move(state.row, to)))
    many(data.rowWord, "rows", top, ROWS, data.rows.length, (to) => at(to > top ? "rows-on" : "rows-back", () => move(to, state.column)))
    find(".turns").replaceChildren(...parts)
  }
  const draw = () => {
    const top = start(state.row, ROWS)
    const left = start(state.column, COLUMNS)
    const columns = data.columns.slice(left, left + COLUMNS)
    const head = columns.map((name, index) => {
      const cell = make("th", "columnheader", name)
      cell.scope = "col"
      cell.setAttribute("aria-colindex", left + index + 2)
      return cell
    })
    const corner = make("th", "columnheader")
    corner.scope = "col"
    corner.append(make("span", "", data.corner, ""))
    find("thead tr").replaceChildren(corner, ...head)
    const whys = new Set()
    const body = data.rows.slice(top, top + ROWS).map((row, offset) => {
      const line = make("tr", "row")
      line.setAttribute("aria-rowindex", top + offset + 2)
      const name = make("th", "rowheader", row.label)
      name.scope = "row"
      line.append(name)
      columns.forEach((label, index) => {
        const cell = make("td", "gridcell")
        cell.dataset.label = label
        whys.add(cellAt(top + offset, left + index).why)
        cell.append(button(top + offset, left + index))
        line.append(cell)
      })
      return line
    })
    find("tbody").replaceChildren(...body)
    find(".whys").replaceChildren(
      ...[...whys].map((why) => {
        const text = make("span", "", data.reasons[why])
        text.id = "why-" + why
        return text
      }),
    )
    const table = find("table")
    table.setAttribute("aria-rowcount", data.rows.length + 1)
    table.setAttribute("aria-colcount", data.columns.length + 1)
    table.onkeydown = (event) => {
      const act = event.target.dataset.cell === undefined ? undefined : keys[event.key]
      if (!act || event.altKey || event.metaKey) return
      event.preventDefault()
      act(event).focus()
    }
    turns(top, left)
  }
  if (data.rows.length && data.columns.length) {
    draw()
    explain()
    if (hadFocus) shown(state.row, state.column).focus()
  }
}
