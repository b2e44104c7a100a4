# One end of a long line: a network interface whose packets arrive at the other end late, and some never. Not every
# kernel is built with tc's netem, and Node can't open such an interface.
#
#   long-line.py INTERFACE OWN-SOCKET OTHER-SOCKET DELAY-MS LOSS-PERCENT     ends with its standard input
import collections, fcntl, os, random, select, socket, struct, sys, time

TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 0x0002, 0x1000
name, own, other, delay, loss = sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]) / 1000, float(sys.argv[5])
tap = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TAP | IFF_NO_PI))
line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
line.bind(own)
print("ready", flush=True)
chance = random.Random(1)
under_way = collections.deque()
while True:
    now = time.monotonic()
    while under_way and under_way[0][0] <= now:
        try:
            line.sendto(under_way.popleft()[1], socket.MSG_DONTWAIT, other)
        except OSError:
            pass
    wait = max(0, under_way[0][0] - now) if under_way else None
    for ready in select.select([tap, line, sys.stdin], [], [], wait)[0]:
        if ready is tap:
            packet = os.read(tap, 65536)
            if chance.uniform(0, 100) >= loss and len(under_way) < 4000:
                under_way.append((time.monotonic() + delay, packet))
        elif ready is line:
            try:
                os.write(tap, line.recv(65536))
            except OSError:
                pass
        elif not sys.stdin.buffer.read1(1):
            sys.exit()
