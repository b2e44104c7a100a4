// Pictures that tests hand over.
import { deflateSync } from 'node:zlib'

const long = (n: number): Buffer => Buffer.from([n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])
function crc(bytes: Buffer): number {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
const chunk = (type: string, data: Buffer): Buffer => Buffer.concat([long(data.length), Buffer.from(type), data, long(crc(Buffer.concat([Buffer.from(type), data])))])
/** A square of two colours as a PNG. */
export function picture(side: number): Buffer {
  const rows = Buffer.concat(Array.from({ length: side }, (_, y) => Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: side }, (__, x) => Buffer.from(x < y ? [200, 120, 40] : [40, 90, 120])))])))
  return Buffer.concat([Buffer.from([0x89, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', Buffer.concat([long(side), long(side), Buffer.from([8, 2, 0, 0, 0])])), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}
