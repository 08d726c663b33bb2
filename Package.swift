// swift-tools-version: 6.1
import PackageDescription

/// Release builds carry the Swift library with them: a third of the start-up time and of the memory at start was spent
/// on finding and relocating shared ones. The linker is Swift's own, which is also ten times as fast. Nothing loads the
/// programs for their symbols: a table of 15,000 would stand before every other one that the loader looks at.
let standalone: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-lCoreFoundation", "-l_FoundationICU",
            "-l_FoundationCShims", "-l_FoundationCollections",
        ], .when(platforms: [.linux], configuration: .release))
]

let package = Package(
    name: "iqos-scan",
    products: [
        .executable(name: "iqos-scan", targets: ["iqos-scan"]),
        .executable(name: "iqos-call", targets: ["iqos-call"]),
        .library(name: "IQOSScan", targets: ["IQOSScan"]),
        .library(name: "IQOSCore", targets: ["IQOSCore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .executableTarget(
            name: "iqos-scan",
            dependencies: ["IQOSScan", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            linkerSettings: standalone),
        .executableTarget(
            name: "iqos-call",
            dependencies: ["IQOSScan", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            linkerSettings: standalone),
        .target(
            name: "IQOSScan",
            dependencies: [
                "IQOSCore", "CPcap", "CSndfile", "CLame", "CZlib", "CZstd", "CLibav", "CSrtp", "CXlsxwriter",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            plugins: ["PageLibraries"]),
        .plugin(name: "PageLibraries", capability: .buildTool()),
        .target(name: "IQOSCore"),
        .target(name: "CLibav", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
        .target(name: "CSrtp"),
        .target(name: "CXlsxwriter"),
        .systemLibrary(name: "CPcap"),
        .systemLibrary(name: "CSndfile"),
        .systemLibrary(name: "CLame"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CZstd"),
        .target(name: "TestSupport", dependencies: ["IQOSCore"], path: "Tests/TestSupport"),
        .testTarget(
            name: "IQOSCoreTests",
            dependencies: ["IQOSCore", "TestSupport", .product(name: "Crypto", package: "swift-crypto")]),
        .testTarget(
            name: "IQOSScanTests",
            dependencies: [
                "IQOSScan", "CLibav", "CSrtp", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
            ], exclude: ["Golden"]),
    ]
)
