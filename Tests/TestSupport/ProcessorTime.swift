import Foundation

/// Seconds that the calling thread computes in `work`: whatever else the machine does meanwhile does not count.
public func processorSeconds(_ work: () -> Void) -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
    let start = now()
    work()
    return now() - start
}

/// How much longer work takes on four times as much: some 4 where it is in proportion, 16 where it is the square.
public func growth(of work: (Int) -> Void, from size: Int) -> Double {
    let few = processorSeconds { work(size) }
    return processorSeconds { work(4 * size) } / few
}
