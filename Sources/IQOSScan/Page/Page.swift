enum Page { static func write(_ result: ScanResult, to sink: inout ByteSink) {} }
