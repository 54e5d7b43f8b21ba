// The figures that a part shows at /metrics, with their names by convention: stagebureau_<what>_<unit>.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export type Metrics = ReturnType<typeof createMetrics>

export const createMetrics = () => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Histogram({
      name: 'stagebureau_request_seconds',
      help: 'Time to answer a question or command between parts',
      labelNames: ['service', 'operation', 'outcome'],
      buckets: latencies,
      registers,
    }),
    published: new Counter({
      name: 'stagebureau_events_published_total',
      help: 'Events brought to the bus',
      labelNames: ['service', 'type'],
      registers,
    }),
    consumed: new Counter({
      name: 'stagebureau_events_consumed_total',
      help: 'Events handled by a consumer',
      labelNames: ['group', 'outcome'],
      registers,
    }),
    relayLatency: new Histogram({
      name: 'stagebureau_relay_latency_seconds',
      help: 'From the write of an event to its being on the bus',
      labelNames: ['service'],
      buckets: latencies,
      registers,
    }),
    outboxDepth: new Gauge({
      name: 'stagebureau_outbox_depth',
      help: 'Documents with events that are not yet on the bus',
      labelNames: ['service'],
      registers,
    }),
    outboxAge: new Gauge({
      name: 'stagebureau_outbox_oldest_age_seconds',
      help: 'Age of the oldest event that is not yet on the bus',
      labelNames: ['service'],
      registers,
    }),
    lag: new Gauge({
      name: 'stagebureau_consumer_lag_events',
      help: 'Events that a group has still to see',
      labelNames: ['group'],
      registers,
    }),
    parked: new Gauge({
      name: 'stagebureau_parked_events',
      help: 'Events that wait for a person',
      labelNames: ['group'],
      registers,
    }),
    letters: new Gauge({
      name: 'stagebureau_letters',
      help: 'Letters by what has become of them',
      labelNames: ['service', 'state'],
      registers,
    }),
    solver: new Histogram({
      name: 'stagebureau_solver_seconds',
      help: 'Time until a plan, or an answer about one, was there',
      labelNames: ['kind'],
      buckets: [...latencies, 30, 60],
      registers,
    }),
  }
}
