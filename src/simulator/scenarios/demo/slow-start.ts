// Owns the demo's explanation of TCP slow start.
import type { DemoTopic } from './topic.ts'

const en = `## TCP slow start

A sender does not know how much the network can carry, so it begins with little and **doubles** as long as \
acknowledgements come back.

### How it goes
1. The congestion window \`cwnd\` starts at a few segments (10 by RFC 6928).
2. Every acknowledged segment adds one segment to the window, which doubles it once per round trip.
3. When \`cwnd\` reaches the threshold \`ssthresh\`, growth becomes linear: *congestion avoidance*.
4. A loss halves the threshold. After a time-out the window falls back to one segment and slow start begins again.

| Round trip | Window (segments) | Sent so far |
| ---: | ---: | ---: |
| 1 | 10 | 10 |
| 2 | 20 | 30 |
| 3 | 40 | 70 |
| 4 | 80 | 150 |

\`\`\`python
def on_ack(cwnd: float, ssthresh: float) -> float:
    if cwnd < ssthresh:
        return cwnd + 1        # slow start: doubles per round trip
    return cwnd + 1 / cwnd     # congestion avoidance: +1 per round trip
\`\`\`

So it is slow only where it *starts*: the growth is exponential. Short transfers often end before the window has \
opened, which is why keeping a connection open beats making a new one.`

const zh = `## TCP 慢启动

发送方一开始并不知道网络能承载多少数据，于是从很小的量开始，只要确认不断返回，就把发送量**翻倍**。

### 过程
1. 拥塞窗口 \`cwnd\` 从几个报文段开始（按 RFC 6928 为 10 个）。
2. 每确认一个报文段，窗口加一，因此每个往返时间翻一倍。
3. 当 \`cwnd\` 到达阈值 \`ssthresh\` 后改为线性增长，进入*拥塞避免*阶段。
4. 发生丢包时阈值减半；如果是超时，窗口回到一个报文段，重新慢启动。

| 往返 | 窗口（报文段） | 累计发送 |
| ---: | ---: | ---: |
| 1 | 10 | 10 |
| 2 | 20 | 30 |
| 3 | 40 | 70 |
| 4 | 80 | 150 |

\`\`\`python
def on_ack(cwnd: float, ssthresh: float) -> float:
    if cwnd < ssthresh:
        return cwnd + 1        # 慢启动：每个往返翻倍
    return cwnd + 1 / cwnd     # 拥塞避免：每个往返加一
\`\`\`

所以“慢”只是起点低，增长其实是指数级的。很短的传输往往在窗口打开之前就结束了，这也是复用连接比新建连接更快的原因。`

export const slowStart: DemoTopic = {
  matches: /slow[\s-]?start|慢启动|congestion (window|control)|拥塞/i,
  write: ({ isChinese }) => (isChinese ? zh : en),
}
