import { createLatency } from './latency.ts'

const figures = (within10: number, within100: number, all: number) =>
  [
    ['0.01', within10],
    ['0.1', within100],
    ['+Inf', all],
  ]
    .map(([edge, count]) => `stagebureau_relay_latency_seconds_bucket{le="${edge}",service="placements"} ${count}`)
    .join('\n')

describe('how long events waited', () => {
  it('is the time within which a share of them came, of all that was added', () => {
    const latency = createLatency()
    latency.add(figures(50, 90, 90))
    latency.add(figures(0, 10, 10))
    expect(latency.quantile(0.5)).toBe(10)
    expect(latency.quantile(0.75)).toBe(55)
  })

  it('does not count again what was counted before', () => {
    const latency = createLatency()
    latency.add(figures(10, 10, 110), figures(0, 0, 100))
    expect(latency.quantile(1)).toBe(10)
  })

  it('is beyond any number when it is longer than the last edge, and no number of nothing', () => {
    const latency = createLatency()
    expect(latency.quantile(0.5)).toBeNaN()
    latency.add(figures(0, 0, 1))
    expect(latency.quantile(0.5)).toBe(Number.POSITIVE_INFINITY)
  })
})
