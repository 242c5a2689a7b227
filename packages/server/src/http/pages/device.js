import { ask, say } from './session.js'

const form = document.getElementById('device')

async function open() {
  try {
    const me = await ask('/v1/me')
    document.getElementById('who').textContent = me.slug
    form.elements.code.value = new URLSearchParams(location.search).get('code') ?? ''
    form.hidden = false
    say('')
  } catch (error) {
    if (error.status !== 401) return say(error.message, 'error')
    location.replace(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  }
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const isApproved = event.submitter?.value !== 'deny'
  const buttons = form.querySelectorAll('button')
  for (const button of buttons) button.disabled = true
  say('')
  try {
    const { csrf_token: csrfToken } = await ask('/v1/sessions')
    const body = { user_code: form.elements.code.value, approve: isApproved }
    await ask('/api/v1/auth/device/approve', { body, csrfToken })
    form.hidden = true
    say(
      isApproved ? 'Approved. Your terminal goes on by itself: you can close this page.' : 'Denied.',
      'done',
    )
  } catch (error) {
    say(error.message, 'error')
    for (const button of buttons) button.disabled = false
  }
})

await open()
