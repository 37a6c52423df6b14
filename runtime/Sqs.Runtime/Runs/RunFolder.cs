using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.NumPy;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Providers.Results;
using Sqs.Simulation;
using Sqs.Simulation.Noise;

namespace Sqs.Runtime.Runs;

/// <summary>
/// The files of a run: <c>manifest.json</c>; for each job <c>jobs/NNNN.qasm</c> (program), <c>jobs/NNNN.inputs.npy</c> (sets x inputs, doubles),
/// <c>jobs/NNNN.records.npy</c> (records x words, 64-bit unsigned) and, for exact runs, <c>jobs/NNNN.probabilities.npy</c> with
/// <c>jobs/NNNN.sets.npy</c> (records of each set; also where a device ran it, which may drop shots), for noisy ones <c>jobs/NNNN.noise.json</c>; the files of
/// <see cref="DeviceJobFiles"/>; and attachments under <c>files/</c>.
/// </summary>
internal static class RunFolder
{
    public const string ManifestName = "manifest.json";

    private static readonly JsonSerializerSettings Json = new()
    {
        Formatting = Formatting.Indented,
        MissingMemberHandling = MissingMemberHandling.Error,
        DateParseHandling = DateParseHandling.DateTimeOffset,
    };

    public static void Write(string folder, RunRecord run, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.Combine(folder, "jobs"));
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < run.Jobs.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            WriteJob(folder, files, i, run.Jobs[i]);
        }

        foreach ((string name, byte[] content) in run.Attachments)
            WriteFile(folder, files, $"files/{name}", content);
        IReadOnlyList<RunManifestDevice> devices = DeviceJobFiles.Write(run.DeviceJobs, (name, content) => WriteFile(folder, files, name, content));
        var manifest = new RunManifest
        {
            Version = devices.Count == 0 ? RunManifest.VersionWithoutDevices : RunManifest.CurrentVersion,
            Id = run.Id,
            Created = run.Created,
            Kind = run.Kind,
            Title = run.Title,
            Backend = run.Backend,
            Software = run.Software,
            Jobs = [.. run.Jobs.Select(Describe)],
            Devices = devices.Count == 0 ? null : devices,
            Metrics = run.Metrics,
            Attachments = [.. run.Attachments.Keys.Order(StringComparer.Ordinal)],
            Files = files,
        };
        byte[] text = Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(manifest, Json) + "\n");
        WriteFile(folder, null, ManifestName, text);
    }

    public static RunRecord? Read(string folder, DiagnosticBag diagnostics) =>
        Read(name => File.ReadAllBytes(Path.Combine(folder, name)), Path.Combine(folder, ManifestName), diagnostics);

    /// <summary>Reads a run from files that lie anywhere.</summary>
    /// <param name="read">Reads a file of the run by its name.</param>
    /// <param name="path">What diagnostics name.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The run, or null.</returns>
    public static RunRecord? Read(Func<string, byte[]> read, string path, DiagnosticBag diagnostics)
    {
        try
        {
            RunManifest manifest = Manifest(read);
            if (manifest.Format != RunManifest.FormatName || manifest.Version is < RunManifest.VersionWithoutDevices or > RunManifest.CurrentVersion)
            {
                diagnostics.Report(RunDiagnostics.Newer, SourceSpan.WholeFile(path), $"{manifest.Format} {manifest.Version}", RunManifest.CurrentVersion, manifest.Software);
                return null;
            }

            return new RunRecord
            {
                Id = manifest.Id,
                Created = manifest.Created,
                Kind = manifest.Kind,
                Title = manifest.Title,
                Backend = manifest.Backend,
                Software = manifest.Software,
                Jobs = [.. manifest.Jobs.Select((job, i) => ReadJob(read, manifest, i, job))],
                DeviceJobs = DeviceJobFiles.Read(manifest.Devices ?? [], name => ReadFile(read, manifest, name)),
                Metrics = manifest.Metrics,
                Attachments = manifest.Attachments.ToDictionary(name => name, name => ReadFile(read, manifest, $"files/{name}"), StringComparer.Ordinal),
            };
        }
        catch (Exception damage) when (damage is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or OverflowException or DiagnosticException)
        {
            diagnostics.Report(RunDiagnostics.Damaged, SourceSpan.WholeFile(path), damage.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Reads the manifest alone.</summary>
    /// <param name="read">Reads a file of the run by its name.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="JsonException">There is none in the file.</exception>
    public static RunManifest Manifest(Func<string, byte[]> read) =>
        JsonConvert.DeserializeObject<RunManifest>(Encoding.UTF8.GetString(read(ManifestName)), Json) ?? throw new JsonSerializationException("the manifest is empty");

    private static RunManifestJob Describe(RunJob job) => new()
    {
        Name = job.Name,
        Shots = job.Settings.Shots,
        Seed = job.Settings.Seed,
        Method = job.Settings.Method,
        Precision = job.Settings.Precision,
        Sets = job.Parameters.Count,
        IsNoisy = job.Settings.Noise is not null,
        IsExact = job.Results.Any(r => r.Probabilities is not null),
        DeviceJob = job.Device?.Job,
        Circuits = job.Device?.Circuits,
        UnreportedRegisters = job.Device is { UnreportedRegisters.Count: > 0 } device ? device.UnreportedRegisters : null,
        IsSampled = job.Device is { IsSampled: true },
    };

    private static void WriteJob(string folder, SortedDictionary<string, string> files, int index, RunJob job)
    {
        string stem = Stem(index);
        WriteFile(folder, files, $"{stem}.qasm", Encoding.UTF8.GetBytes(QasmEmitter.Emit(job.Program)));
        if (job.Settings.Noise is { } noise)
            WriteFile(folder, files, $"{stem}.noise.json", Encoding.UTF8.GetBytes(NoiseModelFile.Write(noise)));
        double[] inputs = [.. Enumerable.Range(0, job.Parameters.Count).SelectMany(set => job.Parameters[set].ToArray())];
        WriteArray(folder, files, $"{stem}.inputs.npy", NpyArray.Of(inputs, [job.Parameters.Count, job.Parameters.InputCount]));
        int width = WordsPerRecord(job.Program);
        ulong[] words = [.. job.Results.SelectMany(r => r.Words)];
        WriteArray(folder, files, $"{stem}.records.npy", NpyArray.Of(words, [words.Length / width, width]));
        bool isExact = job.Results.Any(r => r.Probabilities is not null);
        if (!isExact && job.Device is null)
            return;
        if (isExact)
        {
            double[] probabilities = [.. job.Results.SelectMany(r => r.Probabilities ?? [])];
            WriteArray(folder, files, $"{stem}.probabilities.npy", NpyArray.Of(probabilities, [probabilities.Length]));
        }

        int[] sets = [.. job.Results.Select(r => r.Words.Length / width)];
        WriteArray(folder, files, $"{stem}.sets.npy", NpyArray.Of(sets, [sets.Length]));
    }

    private static RunJob ReadJob(Func<string, byte[]> read, RunManifest manifest, int index, RunManifestJob job)
    {
        string stem = Stem(index);
        if (job.Sets < 1 || job.Shots < 0 || (long)job.Sets * Math.Max(1, job.Shots) > int.MaxValue)
            throw new InvalidDataException($"{stem} claims {job.Sets} parameter sets of {job.Shots} shots");
        string name = $"{stem}.qasm";
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(Encoding.UTF8.GetString(ReadFile(read, manifest, name)), name);
        if (program is null)
            throw new InvalidDataException($"{name} does not compile: {diagnostics.First(d => d.IsError).Message}");
        NpyArray inputs = ReadArray(read, manifest, $"{stem}.inputs.npy");
        ulong[] words = ReadArray(read, manifest, $"{stem}.records.npy").To<ulong>();
        int width = WordsPerRecord(program);
        int[] records = job.IsExact || job.DeviceJob is not null
            ? ReadArray(read, manifest, $"{stem}.sets.npy").To<int>()
            : [.. Enumerable.Repeat(job.Shots, job.Sets)];
        if (inputs.Shape.Count != 2 || inputs.Shape[0] != job.Sets || inputs.Shape[1] != program.Inputs.Count || records.Sum() * width != words.Length || records.Length != job.Sets)
            throw new InvalidDataException($"the arrays of {stem} do not fit its program");
        double[]? probabilities = job.IsExact ? ReadArray(read, manifest, $"{stem}.probabilities.npy").To<double>() : null;
        var results = new List<RecordedSet>(job.Sets);
        int next = 0;
        foreach (int count in records)
        {
            results.Add(new RecordedSet(words[(next * width)..((next + count) * width)], probabilities?[next..(next + count)]));
            next += count;
        }

        string noiseName = $"{stem}.noise.json";
        NoiseModel? noise = job.IsNoisy ? NoiseModelFile.Read(Encoding.UTF8.GetString(ReadFile(read, manifest, noiseName)), noiseName) : null;
        return new RunJob(
            job.Name,
            program,
            new RunSettings(job.Shots, job.Seed, job.Method, job.Precision, noise),
            new ParameterSets(job.Sets, program.Inputs.Count, inputs.To<double>()),
            results)
        {
            Device = job.DeviceJob is null ? null : new RunDevice(job.DeviceJob, job.Circuits ?? [], job.UnreportedRegisters ?? [], job.IsSampled),
        };
    }

    private static int WordsPerRecord(CircuitProgram program)
    {
        EquatableArray<BitRegister> registers = ShotRecords.ReportedRegisters(program);
        return ShotRecords.WordsFor(registers.IsEmpty ? 0 : registers[^1].Offset + registers[^1].Size);
    }

    private static string Stem(int index) => FormattableString.Invariant($"jobs/{index:0000}");

    private static void WriteArray(string folder, SortedDictionary<string, string> files, string name, NpyArray array)
    {
        using var buffer = new MemoryStream();
        NpyFormat.Write(buffer, array);
        WriteFile(folder, files, name, buffer.ToArray());
    }

    private static NpyArray ReadArray(Func<string, byte[]> read, RunManifest manifest, string name)
    {
        using var stream = new MemoryStream(ReadFile(read, manifest, name));
        return NpyFormat.Read(stream);
    }

    private static void WriteFile(string folder, SortedDictionary<string, string>? files, string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
        files?.Add(name, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private static byte[] ReadFile(Func<string, byte[]> read, RunManifest manifest, string name)
    {
        if (!manifest.Files.TryGetValue(name, out string? hash))
            throw new InvalidDataException($"the manifest does not list {name}");
        if (name.Split('/').Any(part => part is "" or "." or ".."))
            throw new InvalidDataException($"the name {name} leads out of the folder");
        byte[] content = read(name);
        string actual = Convert.ToHexStringLower(SHA256.HashData(content));
        if (actual != hash)
            throw new InvalidDataException($"{name} has SHA-256 {actual}, the manifest says {hash}");
        return content;
    }
}
