namespace Sqs.Runtime.Runs;

/// <summary>A run that a project shares.</summary>
/// <param name="Project">The project.</param>
/// <param name="Id">Identifier of the run.</param>
/// <param name="Created">When it was recorded.</param>
/// <param name="Summary">The document that describes it.</param>
public sealed record SharedRun(string Project, string Id, DateTimeOffset Created, string Summary);
