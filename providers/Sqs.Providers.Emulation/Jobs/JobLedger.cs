using Newtonsoft.Json;
using Sqs.Providers.Emulation.Faults;

namespace Sqs.Providers.Emulation.Jobs;

/// <summary>
/// All jobs of an emulated service. With a file, each change is appended as one line of JSON and flushed, and a line that was torn by a
/// crash is left out when it is read again. Not thread safe: the emulator answers one request at a time.
/// </summary>
internal sealed class JobLedger
{
    private readonly string? _path;
    private readonly Dictionary<string, EmulatedJob> _jobs = new(StringComparer.Ordinal);

    public JobLedger(string? path)
    {
        _path = path;
        if (path is null || !File.Exists(path))
            return;
        foreach (string line in File.ReadLines(path))
        {
            try
            {
                if (JsonConvert.DeserializeObject<EmulatedJob>(line) is { } job)
                    _jobs[job.Id] = job;
            }
            catch (JsonException)
            {
                // A torn line: its request was never answered.
            }
        }
    }

    /// <summary>Jobs in order of acceptance.</summary>
    public IReadOnlyList<EmulatedJob> All => [.. _jobs.Values.OrderBy(j => j.Number)];

    public int NextNumber => _jobs.Count;

    /// <summary>A job the service still knows.</summary>
    public EmulatedJob? Find(string id, DateTimeOffset now) =>
        _jobs.TryGetValue(id, out EmulatedJob? job) && !(job.Fault == FaultKind.Vanished && now >= job.StartsAt) ? job : null;

    public void Put(EmulatedJob job)
    {
        _jobs[job.Id] = job;
        if (_path is null)
            return;
        using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
        using var writer = new StreamWriter(stream);
        writer.WriteLine(JsonConvert.SerializeObject(job, Formatting.None));
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }
}
