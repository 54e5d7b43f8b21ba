// Letters by SMTP, against a mail server of a few lines that takes or refuses them.
import { createServer, type Server } from 'node:net'
import { AddressRefused } from './address-refused.ts'
import { createSmtpMail } from './smtp.ts'

const letter = {
  messageId: '<invitation-1.companies@stagebureau.example>',
  to: 'info@bedrijf.example',
  subject: 'Plekken',
  text: 'Beste,',
  html: '<p>Beste,</p>',
  date: '2026-06-08T08:00:00.000Z',
}

/** Speaks as much SMTP (RFC 5321) as a letter needs. */
const openPostOffice = async (takes: () => boolean, refusal = '451 not now') => {
  const letters: string[] = []
  const server: Server = createServer((socket) => {
    let rest = ''
    let inData = false
    socket.on('error', () => {})
    socket.write('220 post\r\n')
    const answer = (line: string) => {
      if (/^EHLO/i.test(line)) return '250 post'
      if (/^RCPT/i.test(line)) return takes() ? '250 ok' : refusal
      if (/^DATA/i.test(line)) {
        inData = true
        return '354 go on'
      }
      return /^QUIT/i.test(line) ? '221 bye' : '250 ok'
    }
    socket.on('data', (chunk) => {
      rest += chunk.toString()
      for (;;) {
        const end = inData ? '\r\n.\r\n' : '\r\n'
        const at = rest.indexOf(end)
        if (at < 0) return
        const text = rest.slice(0, at)
        rest = rest.slice(at + end.length)
        if (inData) {
          letters.push(text)
          inData = false
          socket.write('250 taken\r\n')
        } else socket.write(`${answer(text)}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return { letters, url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}

describe('the post by SMTP', () => {
  it('brings a letter, and the same bytes when it is sent again', async () => {
    const office = await openPostOffice(() => true)
    const mail = createSmtpMail(office.url, 'Stagebureau <bureau@stagebureau.example>')
    await mail.send(letter)
    await mail.send(letter)
    mail.close()
    office.close()
    expect(office.letters).toHaveLength(2)
    expect(office.letters[0]).toBe(office.letters[1])
    expect(office.letters[0]).toMatch(/Message-ID: <invitation-1\.companies@stagebureau\.example>/)
  })

  it('says so when the server does not take it, and takes it later', async () => {
    let takes = false
    const office = await openPostOffice(() => takes)
    const mail = createSmtpMail(office.url, 'Stagebureau <bureau@stagebureau.example>')
    await expect(mail.send(letter)).rejects.not.toThrow(AddressRefused)
    takes = true
    await mail.send(letter)
    mail.close()
    office.close()
    expect(office.letters).toHaveLength(1)
  })

  it('says that an address is refused for good', async () => {
    const office = await openPostOffice(() => false, '550 no such user')
    const mail = createSmtpMail(office.url, 'bureau@stagebureau.example')
    await expect(mail.send(letter)).rejects.toThrow(AddressRefused)
    mail.close()
    office.close()
  })

  it('says so when nobody is there', async () => {
    const mail = createSmtpMail('smtp://127.0.0.1:1', 'bureau@stagebureau.example')
    await expect(mail.send(letter)).rejects.toThrow(/ECONNREFUSED/)
    mail.close()
  })
})
