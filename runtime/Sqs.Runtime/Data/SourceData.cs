namespace Sqs.Runtime.Data;

/// <summary>What a file or a directory holds, before classes are chosen, values scaled and samples drawn.</summary>
/// <param name="Train">The source's training samples, or all of them.</param>
/// <param name="Test">The source's own test samples; none where it has no such part.</param>
/// <param name="Low">The value that means 0, if the format says so.</param>
/// <param name="High">The value that means 1, if the format says so.</param>
internal sealed record SourceData(SampleSet Train, SampleSet Test, double? Low = null, double? High = null);
