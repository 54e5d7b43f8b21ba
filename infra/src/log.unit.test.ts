import { createLog } from './log.ts'

describe('the log', () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line: string) => void lines.push(line) })

  it('cuts out what may belong to a person, also one level down', () => {
    log.info(
      { to: 'noor@leerling.example', student: { displayName: 'Noor de Wit', id: 's1' }, token: 'abc', input: { a: 1 } },
      'sent',
    )
    expect(lines.at(-1)).not.toMatch(/noor|Noor|abc/)
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ msg: 'sent', student: { id: 's1' } })
  })
})
