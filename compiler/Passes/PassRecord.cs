using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes;

/// <summary>What one pass did to a program.</summary>
/// <param name="Name">Name of the pass.</param>
/// <param name="Configuration">The settings it ran with.</param>
/// <param name="Elapsed">Wall time.</param>
/// <param name="Changed">Whether the program is another one than before.</param>
/// <param name="Statistics">What the pass counted, by name.</param>
/// <param name="Program">The program after the pass.</param>
public sealed record PassRecord(
    string Name,
    JObject Configuration,
    TimeSpan Elapsed,
    bool Changed,
    IReadOnlyDictionary<string, double> Statistics,
    CircuitProgram Program);
