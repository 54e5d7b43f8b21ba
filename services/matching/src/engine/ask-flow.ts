// The flow behind an ask list: some students, the openings they can go to, and room at those that grows and shrinks.
import { createFlow, type FlowState, reachable, sendMore, sendOn } from './largest-flow.ts'
import type { Pairs } from './placement-network.ts'

/**
 * Room is counted in hundred-millionths of a place, so that chances and fractional choices stay whole numbers; their sums
 * are exact in floating point for ten million students.
 */
export const WHOLE = 100_000_000

/** Some room at an opening. */
export type Room = { readonly opening: number; readonly units: number }

/** Which students and openings are out of reach of any room. */
export type Waiting = { readonly students: ReadonlySet<number>; readonly openings: ReadonlySet<number> }

export type AskFlow = {
  readonly nodes: number
  readonly arcs: number
  /** Sends as much more as there is room for; returns all that has been sent. */
  readonly send: () => number
  readonly sent: () => number
  readonly addRoom: (room: Room) => void
  /**
   * Takes room away, sending what used it by other ways; false, with nothing changed, when that cannot be. `closed` marks
   * nodes that earlier failures have shown to be without a way out, as long as no room is added.
   */
  readonly takeRoom: (taken: readonly Room[], closed: Uint8Array) => boolean
  readonly save: () => Saved
  readonly restore: (saved: Saved) => void
  /** After `send`: the students not fully sent and all that chains of moves reach from them; its openings are full. */
  readonly waiting: () => Waiting
}

type Saved = { readonly room: Float64Array; readonly sent: number }

const SOURCE = 0
const SINK = 1

/** Nodes are source, sink, the students, their openings. Each student sends one whole; `capacity` is in units. */
export const createAskFlow = (
  { offsets, openings }: Pick<Pairs, 'offsets' | 'openings'>,
  students: readonly number[],
  capacity: Float64Array,
): AskFlow => {
  const nodeOf = new Map<number, number>()
  for (const i of students) {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) {
      if (!nodeOf.has(openings[a])) nodeOf.set(openings[a], 2 + students.length + nodeOf.size)
    }
  }
  const tail: number[] = []
  const head: number[] = []
  const room: number[] = []
  const arc = (from: number, to: number, units: number) => {
    tail.push(from)
    head.push(to)
    room.push(units)
    return 2 * (tail.length - 1)
  }
  const exit = new Map<number, number>()
  for (const [j, node] of nodeOf) exit.set(j, arc(node, SINK, capacity[j]))
  const entry = students.map((i, k) => {
    for (let a = offsets[i]; a < offsets[i + 1]; a++) arc(2 + k, nodeOf.get(openings[a]) ?? -1, WHOLE)
    return arc(SOURCE, 2 + k, WHOLE)
  })
  const nodes = 2 + students.length + nodeOf.size
  const flow: FlowState = createFlow(nodes, Int32Array.from(tail), Int32Array.from(head), Float64Array.from(room))
  let sent = 0

  const takeRoom = (taken: readonly Room[], closed: Uint8Array): boolean => {
    const undo: number[] = []
    const change = (a: number, units: number) => {
      flow.room[a] += units
      undo.push(a, units)
    }
    let hadRoom = false
    for (const { opening, units } of taken) {
      const a = exit.get(opening) ?? -1
      const spare = Math.min(units, flow.room[a])
      const back = units - spare
      if (spare > 0) hadRoom = true
      change(a, -spare)
      change(a ^ 1, -back)
      if (back === 0) continue
      const dead = sendOn(flow, nodeOf.get(opening) ?? -1, SINK, back, closed, change)
      if (dead === undefined) continue
      for (let k = 0; k < undo.length; k += 2) flow.room[undo[k]] -= undo[k + 1]
      // With its own room back, what had no way out may have one again.
      if (!hadRoom) for (const v of dead) closed[v] = 1
      return false
    }
    return true
  }

  return {
    nodes,
    arcs: tail.length,
    send: () => {
      sent += sendMore(flow, SOURCE, SINK)
      return sent
    },
    sent: () => sent,
    addRoom: ({ opening, units }) => {
      flow.room[exit.get(opening) ?? -1] += units
    },
    takeRoom,
    save: () => ({ room: flow.room.slice(), sent }),
    restore: (saved) => {
      flow.room.set(saved.room)
      sent = saved.sent
    },
    waiting: () => {
      const seen = reachable(
        flow,
        entry.flatMap((a, k) => (flow.room[a] > 0 ? [2 + k] : [])),
      )
      return {
        students: new Set(students.filter((_, k) => seen[2 + k] === 1)),
        openings: new Set([...nodeOf].flatMap(([j, node]) => (seen[node] === 1 ? [j] : []))),
      }
    },
  }
}
