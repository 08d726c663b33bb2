/// Data of an SVG path in whole units, each point from the one before: a third of what places take.
struct SVGPath {
    private(set) var data = ""
    private var isMoved = false
    private var x = 0
    private var y = 0
    /// The last command: it is not repeated.
    private var command: Character = " "

    var isEmpty: Bool { data.isEmpty }

    mutating func move(x: Int, y: Int) {
        guard isMoved else {
            data = "M\(x) \(y)"
            (isMoved, command) = (true, "M")
            (self.x, self.y) = (x, y)
            return
        }
        if x != self.x || y != self.y { add("m", x - self.x, y - self.y) }
        (self.x, self.y) = (x, y)
    }

    mutating func line(x: Int, y: Int) {
        switch (x - self.x, y - self.y) {
        case (0, 0): return
        case (let across, 0): add("h", across)
        case (0, let down): add("v", down)
        case (let across, let down): add("l", across, down)
        }
        (self.x, self.y) = (x, y)
    }

    /// A stroke from below.
    mutating func column(x: Int, y: Int, height: Int) {
        move(x: x, y: y)
        data += "V\(y - height)"
        command = "V"
        self.y = y - height
    }

    private mutating func add(_ command: Character, _ values: Int...) {
        // A second pair behind m would be a line.
        var needsBlank = command == self.command && command != "m"
        if !needsBlank { data.append(command) }
        self.command = command
        for value in values {
            if needsBlank, value >= 0 { data.append(" ") }
            data += String(value)
            needsBlank = true
        }
    }

    /// A coordinate to a tenth, for drawings as large as they are shown.
    static func tenths(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let tenths = Int((max(min(value, 1e9), -1e9) * 10).rounded())
        let fraction = tenths.magnitude % 10
        return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10)\(fraction > 0 ? ".\(fraction)" : "")"
    }
}
