using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Providers.Emulation.Faults;

namespace Sqs.Providers.Emulation.Jobs;

/// <summary>
/// All jobs and sessions of an emulated service. With a file, each change is appended as one line of JSON and flushed, and a line that was torn by a crash is left out when
/// it is read again. What is kept in memory is bounded: above the limit the oldest jobs that have ended are forgotten, as services do after their time of retention. Not
/// thread safe: the emulator answers one request at a time.
/// </summary>
internal sealed class JobLedger
{
    private const string SessionKey = "session";

    private readonly string? _path;
    private readonly long _keptCharacters;
    private readonly Func<EmulatedJob, bool> _mayForget;
    private readonly Action<EmulatedJob> _onForgotten;
    private readonly Dictionary<string, EmulatedJob> _jobs = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _order = new();
    private readonly Dictionary<string, JObject> _sessions = new(StringComparer.Ordinal);
    private long _characters;

    /// <summary>Reads the file, where there is one.</summary>
    /// <param name="path">The file, or null.</param>
    /// <param name="keptCharacters">The most characters of request bodies that are kept in memory.</param>
    /// <param name="mayForget">Whether nobody needs a job any more.</param>
    /// <param name="onForgotten">Told of each job that is forgotten.</param>
    public JobLedger(string? path, long keptCharacters, Func<EmulatedJob, bool> mayForget, Action<EmulatedJob> onForgotten)
    {
        _path = path;
        _keptCharacters = keptCharacters;
        _mayForget = mayForget;
        _onForgotten = onForgotten;
        if (path is null || !File.Exists(path))
            return;
        foreach (string line in File.ReadLines(path))
        {
            try
            {
                if (JObject.Parse(line) is { } entry && entry[SessionKey] is JObject session)
                    _sessions[(string)session["id"]!] = session;
                else if (JsonConvert.DeserializeObject<EmulatedJob>(line) is { } job)
                    Keep(job);
            }
            catch (JsonException)
            {
                // A torn line: its request was never answered.
            }
        }
    }

    /// <summary>Jobs in order of acceptance.</summary>
    public IReadOnlyList<EmulatedJob> All => [.. _order.Select(id => _jobs[id])];

    public int NextNumber { get; private set; }

    public int SessionCount => _sessions.Count;

    /// <summary>A job the service still knows.</summary>
    public EmulatedJob? Find(string id, DateTimeOffset now) =>
        _jobs.TryGetValue(id, out EmulatedJob? job) && !(job.Fault == FaultKind.Vanished && now >= job.StartsAt) ? job : null;

    public JObject? FindSession(string id) => _sessions.GetValueOrDefault(id);

    public void Put(EmulatedJob job)
    {
        Keep(job);
        Append(JsonConvert.SerializeObject(job, Formatting.None));
    }

    public void PutSession(JObject session)
    {
        _sessions[(string)session["id"]!] = session;
        Append(new JObject { [SessionKey] = session }.ToString(Formatting.None));
    }

    private void Keep(EmulatedJob job)
    {
        if (_jobs.TryAdd(job.Id, job))
        {
            _order.AddLast(job.Id);
            _characters += SizeOf(job);
            NextNumber = Math.Max(NextNumber, job.Number + 1);
        }
        else
        {
            _jobs[job.Id] = job;
        }

        for (LinkedListNode<string>? oldest = _order.First; oldest is not null && _characters > _keptCharacters;)
        {
            LinkedListNode<string>? next = oldest.Next;
            EmulatedJob candidate = _jobs[oldest.Value];
            if (candidate.Id != job.Id && _mayForget(candidate))
            {
                _jobs.Remove(candidate.Id);
                _order.Remove(oldest);
                _characters -= SizeOf(candidate);
                _onForgotten(candidate);
            }

            oldest = next;
        }
    }

    private void Append(string line)
    {
        if (_path is null)
            return;
        using var stream = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
        using var writer = new StreamWriter(stream);
        writer.WriteLine(line);
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    private static long SizeOf(EmulatedJob job)
    {
        long size = 0;
        foreach (JToken token in job.Body.DescendantsAndSelf())
            size += token is JValue { Value: string text } ? text.Length : 8;
        return size;
    }
}
