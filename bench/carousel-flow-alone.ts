// Prints how many milliseconds choosing the visits of a carousel takes in a fresh process: node carousel-flow-alone.ts FILE
import { readFileSync } from 'node:fs'
import { clearMarket } from '../services/matching/src/engine/carousel-clearing.ts'
import { carouselMarket } from '../services/matching/src/engine/carousel-market.ts'
import { OWN } from '../services/matching/src/engine/carousel-task.ts'
import type { Carousel } from './instances.ts'

const { rounds, students, stations, ...rules }: Carousel = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const offsets = new Int32Array(students.length + 1)
students.forEach(({ travel }, i) => {
  offsets[i + 1] = offsets[i] + travel.length
})
const reaches = students.flatMap(({ world, travel }) =>
  travel.map(([j, minutes]) => ({ j, minutes, world: stations[j].world === world ? OWN : stations[j].world })),
)
const market = carouselMarket({
  rounds,
  offsets,
  stations: Int32Array.from(reaches, ({ j }) => j),
  minutes: Int32Array.from(reaches, ({ minutes }) => minutes),
  worlds: Int32Array.from(reaches, ({ world }) => world),
  capacity: Int32Array.from(
    stations.flatMap(({ capacity, closed }) =>
      Array.from({ length: rounds }, (_, r) => (closed.includes(r) ? 0 : capacity)),
    ),
  ),
  ...rules,
  rewards: { ...rules.rewards, wish: 0 },
})
const start = performance.now()
clearMarket(market, false)
console.log(performance.now() - start)
