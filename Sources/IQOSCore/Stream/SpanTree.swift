/// Spans of time, of which it finds the one that shares most with another: a binary tree over them in their order.
struct SpanTree {
    typealias Span = (start: Int64, end: Int64)

    /// What lies below a node.
    private struct Node {
        /// Earliest and latest.
        var start: Int64
        var end: Int64
        /// Length of the longest.
        var length: Int64
    }

    /// Times are cut to these, so that no difference overflows: 146 years around 1970.
    private static let farthest = Int64.max / 2

    private let count: Int
    /// Leaves from `width` on, the rest of them empty; node `n` is over nodes `2 n` and `2 n + 1`.
    private let nodes: [Node]
    private let width: Int

    /// - Parameter spans: None ends before it starts.
    init(_ spans: [Span]) {
        count = spans.count
        var width = 1
        while width < count { width *= 2 }
        self.width = width
        let empty = Node(start: Self.farthest, end: -Self.farthest, length: -2 * Self.farthest)
        var nodes = [Node](repeating: empty, count: 2 * width)
        for (index, span) in spans.enumerated() {
            let span = Self.cut(span)
            nodes[width + index] = Node(start: span.start, end: span.end, length: span.end - span.start)
        }
        for index in (1..<width).reversed() {
            let (left, right) = (nodes[2 * index], nodes[2 * index + 1])
            nodes[index] = Node(
                start: min(left.start, right.start), end: max(left.end, right.end),
                length: max(left.length, right.length))
        }
        self.nodes = nodes
    }

    /// The span that shares most time with one, or is the least far from it; the first of equals.
    ///
    /// - Returns: Its index, and what it shares, negative for a pause; `nil` where there is no span.
    /// - Complexity: O(log n) where few spans share as much; what a node holds at most tells where not to look.
    func nearest(to span: Span) -> (index: Int, shared: Int64)? {
        guard count > 0 else { return nil }
        var best = (index: Int.max, shared: Int64.min)
        search(1, first: 0, width: width, Self.cut(span), &best)
        return best
    }

    private func search(_ node: Int, first: Int, width: Int, _ span: Span, _ best: inout (index: Int, shared: Int64)) {
        let most = most(in: node, span)
        guard first < count, most > best.shared || most == best.shared && first < best.index else { return }
        guard width > 1 else {
            best = (first, most)
            return
        }
        let half = width / 2
        let isLeftFirst = self.most(in: 2 * node, span) >= self.most(in: 2 * node + 1, span)
        for isLeft in [isLeftFirst, !isLeftFirst] {
            search(2 * node + (isLeft ? 0 : 1), first: isLeft ? first : first + half, width: half, span, &best)
        }
    }

    /// What any span below a node shares at most; of a single one, what it does.
    private func most(in node: Int, _ span: Span) -> Int64 {
        min(min(span.end, nodes[node].end) - max(span.start, nodes[node].start), nodes[node].length)
    }

    private static func cut(_ span: Span) -> Span {
        (max(-farthest, min(span.start, farthest)), max(-farthest, min(span.end, farthest)))
    }
}
