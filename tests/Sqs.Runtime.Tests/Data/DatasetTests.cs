using System.IO.Compression;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph.NumPy;
using Sqs.Runtime.Data;
using Sqs.Runtime.Spikes;
using Sqs.Runtime.Tests.Learning;

namespace Sqs.Runtime.Tests.Data;

/// <summary>Dataset specifications, files good and bad, splits and spike codes.</summary>
public sealed class DatasetTests
{
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sqs-data-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Specification_prints_and_reads_back()
    {
        const string Text = "usps:data/usps?cap=0.5&classes=1,7&seed=42&steps=10&test=125&train=500";
        var diagnostics = new DiagnosticBag();
        DatasetSpec spec = DatasetSpecParser.Parse(Text, diagnostics)!;
        Assert.That(diagnostics, Is.Empty);
        Assert.That(spec.ToString(), Is.EqualTo(Text));
        Assert.That(spec.Classes, Is.EqualTo([1, 7]));
        Assert.That(DatasetSpecParser.Parse("task:glyphs?encode=bernoulli", diagnostics)!.ToString(), Is.EqualTo("task:glyphs"));
    }

    [TestCase("mnist", "SQS5001")]
    [TestCase("uspss:x", "SQS5001")]
    [TestCase("csv:x?trian=3", "SQS5002")]
    [TestCase("csv:x?train=-3", "SQS5003")]
    [TestCase("csv:x?cap=0", "SQS5003")]
    [TestCase("csv:x?classes=1,1", "SQS5003")]
    [TestCase("csv:x?seed=1&seed=2", "SQS5004")]
    [TestCase("csv:", "SQS5003")]
    [TestCase("csv:x?low=2&high=1", "SQS5020")]
    public void Bad_specification_is_reported(string text, string code)
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(DatasetSpecParser.Parse(text, diagnostics), Is.Null);
        Assert.That(diagnostics.Single().Code, Is.EqualTo(code));
    }

    [Test]
    public void Misspelt_option_is_found_at_its_column_with_a_suggestion()
    {
        var diagnostics = new DiagnosticBag();
        DatasetSpecParser.Parse("csv:x?seed=1&trian=3", diagnostics);
        Diagnostic only = diagnostics.Single();
        Assert.That((only.Span.Line, only.Span.Column, only.Span.EndColumn), Is.EqualTo((1, 14, 21)));
        Assert.That(only.Message, Does.Contain("did you mean 'train'?"));
    }

    [Test]
    public void Csv_with_a_header_is_scaled_by_its_training_samples()
    {
        string path = Write("a.csv", "x,y,label\n0,5,3\n10,5,8\n20,15,3\n30,25,8\n");
        Dataset data = SmallNetworks.Load($"csv:{path}?train=4");
        Assert.That(data.ClassLabels, Is.EqualTo([3, 8]));
        Assert.That(data.Lines, Is.EqualTo(2));
        float[] all = [.. data.Train.Features.ToArray().Order()];
        Assert.That(all[0], Is.Zero);
        Assert.That(all[^1], Is.EqualTo(1));
        int ten = Array.FindIndex(data.Train.Features.ToArray(), f => Math.Abs(f - (10 / 30f)) < 1e-6);
        Assert.That(data.Train.Labels[ten / 2], Is.EqualTo(1), "the sample (10, 5) has the label 8, which is class 1");
    }

    [TestCase("1,2,3\n1,2\n", "SQS5010", 2, 1)]
    [TestCase("1,2,0\n1,abc,1\n", "SQS5011", 2, 3)]
    [TestCase("1,2,0\n1,nan,1\n", "SQS5011", 2, 3)]
    [TestCase("1,2,0\n1,2,1.5\n", "SQS5012", 2, 5)]
    [TestCase("1,2,0\n1,2,-1\n", "SQS5012", 2, 5)]
    [TestCase("a,b,c\n", "SQS5015", 1, 1)]
    public void Bad_table_is_reported_at_its_place(string text, string code, int line, int column)
    {
        Diagnostic found = LoadBad($"csv:{Write("bad.csv", text)}");
        Assert.That(found.Code, Is.EqualTo(code));
        Assert.That((found.Span.Line, found.Span.Column), Is.EqualTo((line, column)));
    }

    [Test]
    public void Every_bad_row_is_reported_in_one_pass()
    {
        var diagnostics = new DiagnosticBag();
        string path = Write("bad.csv", "1,2,0\nx,2,0\n1,2\n1,2,y\n");
        DatasetLoader.Load(DatasetSpecParser.Parse($"csv:{path}", diagnostics)!, null, diagnostics);
        Assert.That(diagnostics.Select(d => (d.Code, d.Span.Line)), Is.EqualTo([("SQS5011", 2), ("SQS5010", 3), ("SQS5011", 4)]));
    }

    [Test]
    public void Missing_file_is_reported() => Assert.That(LoadBad($"csv:{_folder}/none.csv").Code, Is.EqualTo("SQS5005"));

    [Test]
    public void Truncated_gzip_is_reported()
    {
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 2000).Select(i => $"{i},{i * 7 % 13},{i % 2}\n")));
        string path = Path.Combine(_folder, "a.csv.gz");
        File.WriteAllBytes(path, whole);
        Assert.That(SmallNetworks.Load($"csv:{path}").Train.Count, Is.EqualTo(2000));
        foreach (int length in new[] { whole.Length / 2, whole.Length - 3, 11 })
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.That(LoadBad($"csv:{path}").Code, Is.EqualTo("SQS5007"), $"first {length} bytes");
        }
    }

    [Test]
    public void Idx_files_are_read_with_their_own_test_part()
    {
        WriteIdx("train", [[0, 255, 51], [1, 2, 3]], [4, 6]);
        WriteIdx("t10k", [[255, 0, 0]], [6]);
        Dataset data = SmallNetworks.Load($"idx:{_folder}");
        Assert.That(data.Train.Count, Is.EqualTo(2));
        Assert.That(data.Test.Count, Is.EqualTo(1));
        Assert.That(data.Test.Labels[0], Is.EqualTo(1));
        Assert.That(data.Test.Sample(0).ToArray(), Is.EqualTo([1f, 0f, 0f]));
        int four = data.Train.Labels[0] == 0 ? 0 : 1;
        Assert.That(data.Train.Sample(four).ToArray(), Is.EqualTo([0f, 1f, 0.2f]).Within(1e-6f));
    }

    [Test]
    public void Idx_with_wrong_magic_or_length_is_reported()
    {
        WriteIdx("train", [[0, 1, 2]], [4]);
        string images = Path.Combine(_folder, "train-images-idx3-ubyte");
        byte[] bytes = File.ReadAllBytes(images);
        File.WriteAllBytes(images, bytes[..^1]);
        Assert.That(LoadBad($"idx:{_folder}").Code, Is.EqualTo("SQS5009"));
        bytes[3] = 1;
        File.WriteAllBytes(images, bytes);
        Assert.That(LoadBad($"idx:{_folder}").Code, Is.EqualTo("SQS5008"));
        File.Delete(images);
        Assert.That(LoadBad($"idx:{_folder}").Code, Is.EqualTo("SQS5005"));
    }

    [Test]
    public void Usps_values_outside_their_range_are_reported()
    {
        Write("zip.train", "1.0000 -1.0000 0.5000\n7.0000 1.0000 1.5000\n");
        Diagnostic found = LoadBad($"usps:{_folder}");
        Assert.That((found.Code, found.Span.Line), Is.EqualTo(("SQS5013", 2)));
    }

    [Test]
    public void Npz_archive_is_read()
    {
        string path = Path.Combine(_folder, "a.npz");
        using (FileStream stream = File.Create(path))
            NpzArchive.Write(stream, [new("x", NpyArray.Of([0.0, 1, 2, 3, 4, 5], [3, 2])), new("y", NpyArray.Of((int[])[2, 0, 2], [3]))]);
        Dataset data = SmallNetworks.Load($"npz:{path}?low=0&high=5");
        Assert.That(data.Train.Count, Is.EqualTo(3));
        Assert.That(data.ClassLabels, Is.EqualTo([0, 2]));
        int zero = data.Train.Labels.IndexOf(0);
        Assert.That(data.Train.Sample(zero).ToArray(), Is.EqualTo([0.4f, 0.6f]).Within(1e-6f));
    }

    [Test]
    public void Npz_archive_without_labels_is_reported()
    {
        string path = Path.Combine(_folder, "a.npz");
        using (FileStream stream = File.Create(path))
            NpzArchive.Write(stream, [new("x", NpyArray.Of([0.0, 1], [1, 2]))]);
        Assert.That(LoadBad($"npz:{path}").Code, Is.EqualTo("SQS5019"));
    }

    [TestCase("task:nonsense", "SQS5018")]
    [TestCase("task:glyphs?classes=9", "SQS5017")]
    [TestCase("task:delayed-recall?steps=3", "SQS5020")]
    public void Bad_task_is_reported(string spec, string code) => Assert.That(LoadBad(spec).Code, Is.EqualTo(code));

    [Test]
    public void Parts_are_apart_and_the_test_part_does_not_depend_on_the_others()
    {
        string path = Write("a.csv", string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},{i % 2}\n")));
        Dataset data = SmallNetworks.Load($"csv:{path}?train=60&validation=15&test=20&seed=4&low=0&high=100");
        float[] all = [.. data.Train.Features, .. data.Validation.Features, .. data.Test.Features];
        Assert.That(all.Distinct().Count(), Is.EqualTo(95));
        Dataset other = SmallNetworks.Load($"csv:{path}?train=10&validation=50&test=20&seed=4&low=0&high=100");
        Assert.That(other.Test.Features.ToArray(), Is.EqualTo(data.Test.Features.ToArray()));
        Dataset reseeded = SmallNetworks.Load($"csv:{path}?train=60&validation=15&test=20&seed=5&low=0&high=100");
        Assert.That(reseeded.Test.Features.ToArray(), Is.Not.EqualTo(data.Test.Features.ToArray()));
        Assert.That(LoadBad($"csv:{path}?train=90&test=20").Code, Is.EqualTo("SQS5016"));
    }

    [Test]
    public void Bernoulli_code_spikes_with_the_capped_probability()
    {
        // 40,000 draws a line: four standard deviations are 0.01 at most.
        string path = Write("a.csv", "0,0.3,0.9,1\n1,1,1,0\n");
        Dataset data = SmallNetworks.Load($"csv:{path}?steps=40000&cap=0.5&low=0&high=1");
        var spikes = new SpikeTensor(1, data.Steps, data.Lines);
        data.Encode(DataPart.Train, [data.Train.Labels.IndexOf(1)], 0, spikes);
        double[] rates = [.. Enumerable.Range(0, 3).Select(line => Enumerable.Range(0, data.Steps).Average(step => spikes.Spike(0, step, line)))];
        Assert.That(rates, Is.EqualTo([0, 0.3, 0.5]).Within(0.01));
        Assert.That(rates[0], Is.Zero);
    }

    [Test]
    public void Epochs_encode_afresh_and_the_same_epoch_alike()
    {
        Dataset data = SmallNetworks.Load("task:glyphs?train=5&test=1");
        ulong[] Words(int epoch)
        {
            var spikes = new SpikeTensor(2, data.Steps, data.Lines);
            data.Encode(DataPart.Train, [3, 1], epoch, spikes);
            return spikes.Words.ToArray();
        }

        ulong[] first = Words(1);
        Assert.That(Words(1), Is.EqualTo(first));
        Assert.That(Words(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Latency_code_spikes_once_and_the_earlier_the_larger()
    {
        string path = Write("a.csv", "0,0.25,1,1\n0,0,1,0\n");
        Dataset data = SmallNetworks.Load($"csv:{path}?steps=5&encode=latency&low=0&high=1");
        var spikes = new SpikeTensor(1, 5, 3);
        data.Encode(DataPart.Train, [data.Train.Labels.IndexOf(1)], 0, spikes);
        int[] steps = [.. Enumerable.Range(0, 3).Select(line => Enumerable.Range(0, 5).Sum(step => spikes.Spike(0, step, line) * (step + 1)))];
        Assert.That(steps, Is.EqualTo([0, 4, 1]), "no spike, step 3, step 0");
    }

    [Test]
    public void Recall_task_shows_the_bit_first_and_asks_last()
    {
        Dataset data = SmallNetworks.Load("task:delayed-recall?delay=4&distractors=1&train=40&test=2");
        Assert.That((data.Steps, data.Lines, data.AnswerFrom), Is.EqualTo((5, 4, 4)));
        var spikes = new SpikeTensor(1, 5, 4);
        int distractors = 0;
        for (int i = 0; i < 40; i++)
        {
            data.Encode(DataPart.Train, [i], 0, spikes);
            int label = data.Train.Labels[i];
            int[] rows = [.. Enumerable.Range(0, 5).Select(step => (int)spikes.Row(0, step)[0])];
            Assert.That(rows[0], Is.EqualTo(1 << label));
            Assert.That(rows[4], Is.EqualTo(4));
            Assert.That(rows[1..4], Is.All.AnyOf(0, 8));
            distractors += rows[1..4].Count(r => r == 8);
        }

        Assert.That(distractors, Is.InRange(40, 80), "half of 120");
    }

    private static Diagnostic LoadBad(string spec)
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(DatasetLoader.Load(DatasetSpecParser.Parse(spec, diagnostics)!, null, diagnostics), Is.Null);
        return diagnostics.First();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static byte[] Gzip(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }

    // Images of one row.
    private void WriteIdx(string prefix, byte[][] images, byte[] labels)
    {
        byte[] Int(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
        File.WriteAllBytes(
            Path.Combine(_folder, $"{prefix}-images-idx3-ubyte"),
            [0, 0, 8, 3, .. Int(images.Length), .. Int(1), .. Int(images[0].Length), .. images.SelectMany(i => i)]);
        File.WriteAllBytes(Path.Combine(_folder, $"{prefix}-labels-idx1-ubyte"), [0, 0, 8, 1, .. Int(labels.Length), .. labels]);
    }
}
