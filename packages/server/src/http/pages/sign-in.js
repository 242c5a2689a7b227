import { ask, say } from './session.js'

/** Where to go after signing in: a page of this server, never another's. */
function nextPage() {
  const next = new URL(new URLSearchParams(location.search).get('next') ?? '/', location.origin)
  return next.origin === location.origin ? next.href : '/'
}

const form = document.getElementById('sign-in')
form.elements.email.focus()
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = form.querySelector('button')
  const { email, password } = Object.fromEntries(new FormData(form))
  button.disabled = true
  say('')
  try {
    await ask('/v1/sessions', { body: { email, password } })
    location.assign(nextPage())
  } catch (error) {
    say(error.message, true)
    form.elements.password.select()
  } finally {
    button.disabled = false
  }
})
