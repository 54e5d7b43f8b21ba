import { DatabaseSync } from 'node:sqlite'
import { createEventLog } from './event-log.ts'

describe('the log of the embedded bus', () => {
  it('says that the disk is full, keeps nothing half written and goes on when there is room', () => {
    const database = new DatabaseSync(':memory:')
    const log = createEventLog(database, 1, 'events.sqlite')
    database.exec('PRAGMA max_page_count = 20')
    const envelope = JSON.stringify({ subject: 'a', data: 'x'.repeat(4000) })
    const many = () => {
      for (let n = 0; n < 100; n++) log.append('topic', 'a', envelope)
    }
    expect(() => log.atomically(many)).toThrow(
      expect.objectContaining({ code: 'store/full', message: expect.stringMatching(/events\.sqlite.*make room/) }),
    )
    expect(log.read('topic', 0, 0, 100)).toEqual([])
    database.exec('PRAGMA max_page_count = 1000')
    log.atomically(many)
    expect(log.read('topic', 0, 0, 200)).toHaveLength(100)
    database.close()
  })
})
