namespace Sqs.Campaign;

/// <summary>The process is dead; nobody but the campaign may catch this.</summary>
public sealed class ProcessKilledException : Exception;
