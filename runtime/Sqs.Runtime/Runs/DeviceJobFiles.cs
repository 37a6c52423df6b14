using System.Text;
using Sqs.Providers;
using Sqs.Providers.Devices;
using Sqs.Runtime.Jobs.Store;

namespace Sqs.Runtime.Runs;

/// <summary>
/// The files of jobs at providers in a run's folder: <c>snapshots/NN.json</c>, each device state once, and for part P of job N <c>devices/NNNN/P.sent.json</c> and
/// <c>devices/NNNN/P.RR.txt</c>, the provider's documents in order.
/// </summary>
internal static class DeviceJobFiles
{
    public static IReadOnlyList<RunManifestDevice> Write(IReadOnlyList<DeviceJob> jobs, Action<string, byte[]> write)
    {
        var snapshots = new Dictionary<string, string>(StringComparer.Ordinal);
        var described = new List<RunManifestDevice>(jobs.Count);
        for (int i = 0; i < jobs.Count; i++)
        {
            DeviceJob job = jobs[i];
            string device = JobJson.Write(job.Device);
            if (!snapshots.TryGetValue(device, out string? snapshot))
            {
                snapshots[device] = snapshot = FormattableString.Invariant($"snapshots/{snapshots.Count:00}.json");
                write(snapshot, Encoding.UTF8.GetBytes(device));
            }

            for (int part = 0; part < job.Parts.Count; part++)
            {
                write(Sent(i, part), Encoding.UTF8.GetBytes(job.Parts[part].Sent));
                for (int result = 0; result < job.Parts[part].Results.Count; result++)
                    write(Result(i, part, result), Encoding.UTF8.GetBytes(job.Parts[part].Results[result].Text));
            }

            described.Add(new RunManifestDevice
            {
                Id = job.Id,
                Backend = job.Backend,
                Host = job.Host,
                Snapshot = snapshot,
                Parts = [.. job.Parts.Select(p => new RunManifestDevice.Part { Key = p.Key, RemoteId = p.RemoteId, State = p.State, Results = [.. p.Results.Select(r => r.Name)] })],
            });
        }

        return described;
    }

    public static IReadOnlyList<DeviceJob> Read(IReadOnlyList<RunManifestDevice> jobs, Func<string, byte[]> read)
    {
        string Text(string name) => Encoding.UTF8.GetString(read(name));
        var snapshots = new Dictionary<string, BackendSnapshot>(StringComparer.Ordinal);
        var found = new List<DeviceJob>(jobs.Count);
        for (int i = 0; i < jobs.Count; i++)
        {
            RunManifestDevice job = jobs[i];
            if (!snapshots.TryGetValue(job.Snapshot, out BackendSnapshot? device))
                snapshots[job.Snapshot] = device = JobJson.Read<BackendSnapshot>(Text(job.Snapshot));
            var parts = new List<DevicePart>(job.Parts.Count);
            for (int part = 0; part < job.Parts.Count; part++)
            {
                RunManifestDevice.Part described = job.Parts[part];
                RawDocument[] results = [.. described.Results.Select((name, r) => new RawDocument(name, Text(Result(i, part, r))))];
                parts.Add(new DevicePart(described.Key, described.RemoteId, described.State, Text(Sent(i, part)), results));
            }

            found.Add(new DeviceJob(job.Id, job.Backend, job.Host, device, parts));
        }

        return found;
    }

    private static string Sent(int job, int part) => FormattableString.Invariant($"devices/{job:0000}/{part}.sent.json");

    private static string Result(int job, int part, int result) => FormattableString.Invariant($"devices/{job:0000}/{part}.{result:00}.txt");
}
