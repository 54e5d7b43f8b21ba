// Whoever waits for work is woken by it, also by work that came before the wait, and otherwise when the time is up.
import { createBell } from './bell.ts'

const isPending = async (promise: Promise<void>): Promise<boolean> => {
  const pending = Symbol('pending')
  const first = await Promise.race([promise, new Promise((resolve) => setImmediate(resolve, pending))])
  return first === pending
}

describe('a bell', () => {
  it('wakes who waits', async () => {
    const bell = createBell()
    const waiting = bell.rung()
    expect(await isPending(waiting)).toBe(true)
    bell.ring()
    expect(await isPending(waiting)).toBe(false)
  })

  it('is not missed by who was busy when it rang, and counts once', async () => {
    const bell = createBell()
    bell.ring()
    bell.ring()
    expect(await isPending(bell.rung())).toBe(false)
    expect(await isPending(bell.rung())).toBe(true)
  })

  it('is not waited for longer than said', async () => {
    await createBell().rung(1)
  })
})
