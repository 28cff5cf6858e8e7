// Leaves at once for a neutral page and takes this page out of the back button's reach.
// It cannot clear what the browser's history already holds; the help page says so.
export default function ({ parentElement, data: [data] }) {
  const link = parentElement.querySelector("a")
  link.href = data.url
  const leave = () => {
    document.title = data.title
    document.body.style.display = "none"
    location.replace(data.url)
  }
  link.onclick = (event) => {
    event.preventDefault()
    leave()
  }
  let presses = 0
  let timer = 0
  const listen = (event) => {
    if (event.key !== "Shift") {
      presses = 0
      return
    }
    presses += 1
    if (presses === 3) leave()
    clearTimeout(timer)
    timer = setTimeout(() => (presses = 0), 5000)
  }
  document.addEventListener("keyup", listen)
  return () => {
    clearTimeout(timer)
    document.removeEventListener("keyup", listen)
  }
}
